using Runs.Checkers.Evidence;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;
using Runs.Runtime.Shards;

namespace Runs.Simulation.Recording;

/// <summary>The database of a world, with a record of everything that was ever committed, in order, that the database itself has no hand in.</summary>
internal sealed class RecordingStore(MemoryJournalStore store) : IJournalStore
{
    private readonly List<RecordedAppend> _appends = [];
    private readonly SortedSet<string> _limits = new(StringComparer.Ordinal);
    private readonly Dictionary<(long StreamKey, long LastSeq), StoredAppend> _relabelled = [];

    /// <inheritdoc/>
    public int ShardCount => store.ShardCount;

    /// <summary>What the journal holds now, and what it ever took.</summary>
    public async Task<JournalRecord> Record()
    {
        var permits = new List<RecordedPermit>();
        foreach (var limit in _limits)
            permits.AddRange((await store.Permits(limit, default)).Select(row => new RecordedPermit(limit, row)));
        var rows = new List<ListedStream>();
        foreach (var entity in _appends.Select(append => append.Entity).Distinct())
        {
            if (await store.FindListed(entity, default) is { } row)
                rows.Add(row);
        }

        return new JournalRecord { Appends = [.. _appends], Permits = permits, Rows = rows, Shards = await store.Shards(default) };
    }

    /// <inheritdoc/>
    public async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        var outcome = await store.Commit(batch);
        if (outcome.Kind == AppendOutcomeKind.Committed)
            _appends.AddRange(batch.Select(Recorded));
        return outcome;
    }

    /// <summary>Says something else than was stored of an append from now on, in the record and to who reads.</summary>
    public void Relabel(long streamKey, long lastSeq, Func<StoredAppend, StoredAppend> change)
    {
        var index = _appends.FindLastIndex(append => append.StreamKey == streamKey && append.Stored.LastSeq == lastSeq);
        _appends[index] = _appends[index] with { Stored = change(_appends[index].Stored) };
        _relabelled[(streamKey, lastSeq)] = _appends[index].Stored;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation)
    {
        var stored = await store.Read(streamKey, afterSeq, maxBytes, cancellation);
        return _relabelled.Count == 0 ? stored : [.. stored.Select(append => _relabelled.GetValueOrDefault((streamKey, append.LastSeq), append))];
    }

    /// <inheritdoc/>
    public ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) => store.Find(entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) => store.FindListed(entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) => store.List(query, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) => store.Due(until, limit, after, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) => store.Permits(limitKey, cancellation);

    /// <inheritdoc/>
    public ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation) => store.Join(node, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation) => store.Renew(node, phase, cancellation);

    /// <inheritdoc/>
    public ValueTask Leave(NodeIncarnation node, CancellationToken cancellation) => store.Leave(node, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation) => store.Nodes(cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => store.Shards(cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) => store.TakeOver(owner, seen, cancellation);

    /// <inheritdoc/>
    public ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) => store.Release(owner, held, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => store.DisposeAsync();

    private RecordedAppend Recorded(Append append)
    {
        _limits.UnionWith(append.Claims.Select(claim => claim.LimitKey));
        var stored = new StoredAppend(append.FirstSeq, append.LastSeq, append.Epoch, append.At, append.Data.ToArray());
        return new RecordedAppend(append.Entity, append.StreamKey, append.Shard, stored, append.Erase);
    }
}
