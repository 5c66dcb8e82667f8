using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// A batch as statements of one transaction. Most batches are one statement, that of <see cref="AppendRows"/>; what few appends bring has
/// statements of its own, sent along in the same round trip. Locks are taken in one order: fences, permits, and then what only the owner of
/// the fences touches.
/// </summary>
internal sealed class LaneBatch(StreamTails tails, StreamKeys keys)
{
    private readonly ShardFences _fences = new();
    private readonly PermitMoves _permits = new();
    private readonly TailChecks _checks = new();
    private readonly AppendRows _appends = new();
    private readonly ListingRows _rows = new();
    private readonly ErasedStreams[] _erased = [new("runs"), new("appends"), new("streams")];
    private readonly StreamRows _streams = new();
    private readonly List<(int Shard, long Epoch)> _shards = [];
    private readonly Dictionary<long, long> _ends = [];
    private readonly List<long> _keys = [];

    /// <summary>Takes a batch in; false when it is known already that some of it can't be stored.</summary>
    public bool TryFill(IReadOnlyList<Append> batch)
    {
        Clear();
        foreach (var append in batch)
        {
            if (StorableText.Fault(append) is not null || !TryAdd(append))
                return false;
        }

        _rows.Fill();
        Fence();
        return true;
    }

    /// <summary>Adds its statements to a transaction.</summary>
    public void AddTo(NpgsqlBatchCommandCollection commands)
    {
        // The statement of the appends has the fences too, but positions must be drawn after the permits were locked, and those after the fences.
        if (!_permits.IsEmpty || _appends.IsEmpty)
            _fences.AddTo(commands);
        if (!_permits.IsEmpty)
            _permits.AddTo(commands);
        _checks.AddTo(commands);
        _appends.AddTo(commands);
        _rows.AddTo(commands);
        foreach (var erased in _erased)
            erased.AddTo(commands);
        // A name whose stream was erased just now is free.
        _streams.AddTo(commands);
    }

    /// <summary>After the commit: tells the appends the keys of the streams that they created, and remembers where the streams end.</summary>
    public void Publish(IReadOnlyList<Append> batch)
    {
        for (var index = 0; index < batch.Count; index++)
        {
            var append = batch[index];
            append.StreamKey = _keys[index];
            if (append.Erase)
                tails.Forget(append.StreamKey);
            else
                tails.Set(append.StreamKey, append.Epoch, append.LastSeq);
        }
    }

    private void Clear()
    {
        _fences.Clear();
        _permits.Clear();
        _checks.Clear();
        _appends.Clear();
        _rows.Clear();
        foreach (var erased in _erased)
            erased.Clear();
        _streams.Clear();
        _shards.Clear();
        _ends.Clear();
        _keys.Clear();
    }

    private bool TryAdd(Append append)
    {
        if (!TryPlace(append, out var key))
            return false;
        _keys.Add(key);
        _shards.Add((append.Shard, append.Epoch));
        _ends[key] = append.Erase ? 0 : append.LastSeq;
        if (append.Erase)
            Erase(key);
        else
            Add(append, key);
        return true;
    }

    /// <summary>Finds the stream's key, and makes sure that the append begins where the stream ends, or that the database will.</summary>
    private bool TryPlace(Append append, out long key)
    {
        key = append.StreamKey;
        if (key == 0)
            return append.FirstSeq == 1 && !append.Erase && Create(append, out key);
        if (append.FirstSeq < 2)
            return false;
        if ((_ends.TryGetValue(key, out var end) ? end : tails.Of(key, append.Epoch)) is { } known)
            return append.FirstSeq == known + 1;
        _checks.Add(key, append.FirstSeq - 1);
        return true;
    }

    private bool Create(Append append, out long key)
    {
        key = keys.Next();
        _streams.Add(key, StoredText.Encode(append.Entity.Kind), StoredText.Encode(append.Entity.Id), append.Shard);
        return true;
    }

    private void Add(Append append, long key)
    {
        _appends.Add(key, append);
        if (append.Row is { } row)
            _rows.Add(key, append.Entity, row);
        foreach (var release in append.Releases)
            _permits.Release(release, key);
        foreach (var claim in append.Claims)
            _permits.Claim(claim, key);
    }

    private void Erase(long key)
    {
        _permits.Erase(key);
        foreach (var erased in _erased)
            erased.Add(key);
    }

    private void Fence()
    {
        _shards.Sort();
        var different = 0;
        for (var index = 0; index < _shards.Count; index++)
        {
            if (different == 0 || _shards[different - 1] != _shards[index])
                _shards[different++] = _shards[index];
        }

        _shards.RemoveRange(different, _shards.Count - different);
        _fences.Set(_shards);
        _appends.Fence(_shards);
    }
}
