using Runs.Checkers.Evidence;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;

namespace Runs.Simulation.Recording;

/// <summary>The database of a world, with a record of everything that was ever committed, in order, that the database itself has no hand in.</summary>
internal sealed class RecordingStore(MemoryJournalStore store) : StoreDecorator(store)
{
    private readonly List<RecordedAppend> _appends = [];
    private readonly SortedSet<string> _limits = new(StringComparer.Ordinal);
    private readonly Dictionary<(long StreamKey, long LastSeq), StoredAppend> _relabelled = [];

    /// <summary>What the journal holds now, and what it ever took.</summary>
    public async Task<JournalRecord> Record()
    {
        var permits = new List<RecordedPermit>();
        foreach (var limit in _limits)
            permits.AddRange((await Permits(limit, default)).Select(row => new RecordedPermit(limit, row)));
        var rows = new List<ListedStream>();
        foreach (var entity in _appends.Select(append => append.Entity).Distinct())
        {
            if (await FindListed(entity, default) is { } row)
                rows.Add(row);
        }

        return new JournalRecord { Appends = [.. _appends], Permits = permits, Rows = rows, Shards = await Shards(default) };
    }

    /// <inheritdoc/>
    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        var outcome = await base.Commit(batch);
        if (outcome.Kind == AppendOutcomeKind.Committed)
            _appends.AddRange(batch.Select(Recorded));
        return outcome;
    }

    /// <summary>Says something else of an append than was stored, from now on, in the record and to who reads. Only a planted bug does.</summary>
    public void Relabel(EntityId entity, long lastSeq, Func<StoredAppend, StoredAppend> change)
    {
        var index = _appends.FindLastIndex(append => append.Entity == entity && append.Stored.LastSeq == lastSeq);
        _appends[index] = _appends[index] with { Stored = change(_appends[index].Stored) };
        _relabelled[(_appends[index].StreamKey, lastSeq)] = _appends[index].Stored;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation)
    {
        var stored = await base.Read(streamKey, afterSeq, maxBytes, cancellation);
        return _relabelled.Count == 0 ? stored : [.. stored.Select(append => _relabelled.GetValueOrDefault((streamKey, append.LastSeq), append))];
    }

    private RecordedAppend Recorded(Append append)
    {
        _limits.UnionWith(append.Claims.Select(claim => claim.LimitKey));
        var stored = new StoredAppend(append.FirstSeq, append.LastSeq, append.Epoch, append.At, append.Data.ToArray());
        return new RecordedAppend(append.Entity, append.StreamKey, append.Shard, stored, append.Erase);
    }
}
