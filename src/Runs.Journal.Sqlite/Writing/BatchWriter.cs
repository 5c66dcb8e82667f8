using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Shards;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>
/// Writes the appends of a batch one after another inside the transaction, each checked against what those before it left. A
/// refused append leaves nothing for those after it, so that the refusals named are those of each append's own.
/// </summary>
internal sealed class BatchWriter(Connection connection, ShardFences fences)
{
    private readonly StreamTails _tails = new();
    private readonly StreamKeys _keys = new();
    private long[] _batchKeys = [];

    /// <summary>Reads again what was remembered.</summary>
    internal void Reload()
    {
        _tails.Clear();
        _keys.Load(connection);
    }

    /// <summary>Writes the batch, or names the appends that stand in its way; the transaction must be rolled back then.</summary>
    internal List<AppendRefusal>? Write(IReadOnlyList<Append> batch)
    {
        if (_batchKeys.Length < batch.Count)
            _batchKeys = new long[batch.Count];
        List<AppendRefusal>? refusals = null;
        for (var index = 0; index < batch.Count; index++)
        {
            _batchKeys[index] = batch[index].StreamKey;
            if (Write(batch[index], ref _batchKeys[index]) is { } refusal)
                (refusals ??= []).Add(new AppendRefusal(index, refusal));
        }
        return refusals;
    }

    /// <summary>After the commit: tells the appends the keys of the streams that they created.</summary>
    internal void PublishKeys(IReadOnlyList<Append> batch)
    {
        for (var index = 0; index < batch.Count; index++)
            batch[index].StreamKey = _batchKeys[index];
    }

    /// <summary>After a rollback: forgets where the streams of the batch would have ended.</summary>
    internal void ForgetTails(int count)
    {
        foreach (var key in _batchKeys.AsSpan(0, count))
            _tails.Forget(key);
    }

    private AppendOutcome? Write(Append append, ref long key)
    {
        if (!fences.Allows(append.Shard, append.Epoch))
            return new AppendOutcome(AppendOutcomeKind.Fenced, $"Shard {append.Shard} is not in epoch {append.Epoch}.");
        var tail = key == 0 ? 0 : _tails.Of(connection, key);
        if (append.FirstSeq != tail + 1 || (key == 0) != (tail == 0))
            return Conflict(append, tail);
        if (Taken(append, key) is { } limit)
            return new AppendOutcome(AppendOutcomeKind.SlotTaken, limit);
        if (append.Erase)
            return Erase(append, key);
        if (key == 0 && !AppendRows.CreateStream(connection, key = _keys.Next(), append))
            return Conflict(append, tail);
        AppendRows.Insert(connection, key, append);
        _tails.Set(key, append.LastSeq);
        if (append.Row is { } row)
            ListingRows.Put(connection, key, append.Entity, row);
        return MovePermits(append, key);
    }

    private AppendOutcome? Erase(Append append, long key)
    {
        if (key == 0)
            return Conflict(append, tail: 0);
        StreamEraser.Erase(connection, key);
        _tails.Forget(key);
        return null;
    }

    private string? Taken(Append append, long key)
    {
        if (append.Erase || append.Claims.Count == 0)
            return null;
        foreach (var claim in append.Claims)
        {
            if (!PermitSlots.IsFree(connection, claim, key, append.Releases))
                return claim.LimitKey;
        }
        return null;
    }

    private AppendOutcome? MovePermits(Append append, long key)
    {
        foreach (var release in append.Releases)
            PermitSlots.Release(connection, release, key);
        foreach (var claim in append.Claims)
        {
            if (!PermitSlots.Take(connection, claim, key))
                return new AppendOutcome(AppendOutcomeKind.SlotTaken, claim.LimitKey);
        }
        return null;
    }

    private static AppendOutcome Conflict(Append append, long tail) =>
        new(AppendOutcomeKind.Conflict, $"The stream {append.Entity} doesn't end at {append.FirstSeq - 1}; under key {append.StreamKey} it ends at {tail}.");
}
