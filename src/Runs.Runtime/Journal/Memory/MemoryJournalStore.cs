using Runs.Runtime.Entities;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Journal.Memory;

/// <summary>
/// A journal in memory: the reference implementation of the contract, and the store of the simulator and of
/// tests. It is as durable as its process. All members may be called from any thread.
/// </summary>
public sealed class MemoryJournalStore : IJournalStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EntityId, JournalStream> _streams = [];
    private readonly Dictionary<long, JournalStream> _byKey = [];
    private readonly Dictionary<(string Limit, int Slot), PermitSlot> _permits = [];
    private readonly ShardRecord[] _shards;
    private readonly MemoryNodes _nodes;
    private readonly MemoryQueues _queues = new();
    private long _lastKey;
    private long _lastPosition;

    /// <summary>Makes an empty journal.</summary>
    /// <param name="shardCount">How many shards it has.</param>
    /// <param name="time">The clock of leases. Default: the system's.</param>
    public MemoryJournalStore(int shardCount = Sharding.DefaultShardCount, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shardCount, 1);
        _nodes = new MemoryNodes(time ?? TimeProvider.System);
        _shards = [.. Enumerable.Range(0, shardCount).Select(shard => new ShardRecord(shard, 0, 0))];
    }

    /// <inheritdoc/>
    public int ShardCount => _shards.Length;

    /// <inheritdoc/>
    public ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        lock (_gate)
        {
            var refusals = new BatchCheck(this).Refusals(batch);
            if (refusals.Count > 0)
                return ValueTask.FromResult(BatchOutcome.Refused(refusals));
            foreach (var append in batch)
                Store(append);
            return ValueTask.FromResult(BatchOutcome.Committed);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation)
    {
        lock (_gate)
        {
            StreamHead? head = _streams.TryGetValue(entity, out var stream) ? new(stream.Key, stream.LastSeq) : null;
            return ValueTask.FromResult(head);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var page = new List<StoredAppend>();
            if (!_byKey.TryGetValue(streamKey, out var stream))
                return ValueTask.FromResult<IReadOnlyList<StoredAppend>>(page);
            var bytes = 0;
            for (var i = FirstAfter(stream.Appends, afterSeq); i < stream.Appends.Count && (page.Count == 0 || bytes < maxBytes); i++)
            {
                page.Add(stream.Appends[i]);
                bytes += stream.Appends[i].Data.Length;
            }

            return ValueTask.FromResult<IReadOnlyList<StoredAppend>>(page);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation)
    {
        lock (_gate)
            return ValueTask.FromResult(_streams.TryGetValue(entity, out var stream) ? Listed(stream) : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var rows = _streams.Values
                .Where(stream => stream.Entity.Kind == query.Kind && stream.Row is { } row && Matches(query, row))
                .Select(stream => Listed(stream)!)
                .OrderByDescending(listed => Start(listed.Row.StartedAt))
                .ThenByDescending(listed => listed.Entity.Id, StringComparer.Ordinal)
                .Where(listed => query.After is not { } after || ComesAfter(listed, after))
                .Take(Math.Clamp(query.Limit, 1, 1000));
            return ValueTask.FromResult<IReadOnlyList<ListedStream>>([.. rows]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var due = _byKey.Values
                .Where(stream => stream.Row?.WakeAt <= until)
                .Select(stream => new DueStream(stream.Entity, stream.Row!.WakeAt!.Value))
                .OrderBy(stream => stream.WakeAt)
                .ThenBy(stream => stream.Entity.Kind, StringComparer.Ordinal)
                .ThenBy(stream => stream.Entity.Id, StringComparer.Ordinal)
                .Where(stream => after is not { } last || ComesAfter(stream, last))
                .Take(limit);
            return ValueTask.FromResult<IReadOnlyList<DueStream>>([.. due]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation)
    {
        lock (_gate)
            return ValueTask.FromResult(_queues.Page(queue, after, limit));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var slots = _permits
                .Where(permit => permit.Key.Limit == limitKey)
                .OrderBy(permit => permit.Key.Slot)
                .Select(permit => Permit(permit.Key.Slot, permit.Value));
            return ValueTask.FromResult<IReadOnlyList<PermitRecord>>([.. slots]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation)
    {
        lock (_gate)
            return ValueTask.FromResult(_nodes.Join(node));
    }

    /// <inheritdoc/>
    public ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation)
    {
        lock (_gate)
            return ValueTask.FromResult(_nodes.TryRenew(node, phase));
    }

    /// <inheritdoc/>
    public ValueTask Leave(NodeIncarnation node, CancellationToken cancellation)
    {
        lock (_gate)
            _nodes.Leave(node);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation)
    {
        lock (_gate)
            return ValueTask.FromResult(_nodes.All());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<ShardRecord>>([.. _shards]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var taken = new List<ShardRecord>();
            if (!_nodes.IsCurrent(owner))
                return ValueTask.FromResult<IReadOnlyList<ShardRecord>>(taken);
            foreach (var record in seen)
            {
                var current = _shards[record.Shard];
                if (current.Epoch != record.Epoch || !_nodes.MayReplace(owner, current.Owner))
                    continue;
                _shards[record.Shard] = new(record.Shard, current.Epoch + 1, owner.Number);
                taken.Add(_shards[record.Shard]);
            }

            return ValueTask.FromResult<IReadOnlyList<ShardRecord>>(taken);
        }
    }

    /// <inheritdoc/>
    public ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var record in held)
            {
                var current = _shards[record.Shard];
                if (current.Epoch == record.Epoch && current.Owner == owner.Number)
                    _shards[record.Shard] = current with { Owner = 0 };
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Everything that it has now.</summary>
    public IJournalDump Dump()
    {
        lock (_gate)
        {
            var permits = _permits.Select(permit => new DumpedPermit(permit.Key.Limit, Permit(permit.Key.Slot, permit.Value)));
            return new MemoryJournalDump(_byKey.Values, permits, _byKey.Values.Select(Listed), [.. _shards]);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal long? EpochOf(int shard) => (uint)shard < (uint)_shards.Length ? _shards[shard].Epoch : null;

    internal JournalStream? StreamOf(EntityId entity) => _streams.GetValueOrDefault(entity);

    internal IEnumerable<(string Limit, int Slot)> SlotsOf(long holder) =>
        _permits.Where(permit => permit.Value.Holder == holder).Select(permit => permit.Key);

    internal PermitSlot SlotOf(string limit, int slot) => _permits.GetValueOrDefault((limit, slot));

    private void Store(Append append)
    {
        if (append.Erase)
        {
            Erase(append);
            return;
        }

        if (!_streams.TryGetValue(append.Entity, out var stream))
        {
            stream = new JournalStream(++_lastKey, append.Entity, append.Shard);
            _streams.Add(append.Entity, stream);
            _byKey.Add(stream.Key, stream);
            append.StreamKey = stream.Key;
        }

        stream.Appends.Add(new(append.FirstSeq, append.LastSeq, append.Epoch, append.At, append.Data.ToArray()));
        stream.Positions.Add(++_lastPosition);
        if (append.Row is { } row)
        {
            _queues.Move(stream.Entity, stream.Row, row);
            stream.Row = row;
        }

        foreach (var release in append.Releases)
            ReleaseSlot(release, stream.Key);
        foreach (var claim in append.Claims)
            _permits[(claim.LimitKey, claim.Slot)] = new() { Generation = claim.Generation, Holder = stream.Key, Step = claim.Step, Attempt = claim.Attempt };
    }

    private void ReleaseSlot(PermitRelease release, long holder)
    {
        var key = (release.LimitKey, release.Slot);
        if (_permits.TryGetValue(key, out var slot) && slot.Holder == holder)
            _permits[key] = slot.Free();
    }

    private void Erase(Append append)
    {
        var stream = _streams[append.Entity];
        _streams.Remove(append.Entity);
        _byKey.Remove(stream.Key);
        _queues.Move(stream.Entity, stream.Row, null);
        foreach (var slot in SlotsOf(stream.Key).ToList())
            _permits[slot] = _permits[slot].Free();
    }

    private PermitRecord Permit(int number, PermitSlot slot) =>
        new(number, slot.Generation, slot.Holder == 0 ? null : _byKey[slot.Holder].Entity, slot.Step ?? "", slot.Attempt);

    private ListedStream? Listed(JournalStream stream) =>
        stream.Row is { } row ? new ListedStream(stream.Entity, row, _shards[stream.Shard].Owner) : null;

    private static int FirstAfter(List<StoredAppend> appends, long afterSeq)
    {
        var (low, high) = (0, appends.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = appends[middle].LastSeq > afterSeq ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static bool Matches(ListingQuery query, ListingRow row) =>
        (query.IncludeHidden || !row.Hidden)
        && (query.Cwd is null || query.Cwd == row.Cwd)
        && (query.Owner is null || query.Owner == row.Owner)
        && (query.Statuses is null || query.Statuses.Contains(row.Status));

    private static DateTimeOffset Start(DateTimeOffset? startedAt) => startedAt ?? DateTimeOffset.MinValue;

    private static bool ComesAfter(ListedStream listed, ListingCursor after)
    {
        var byStart = Start(listed.Row.StartedAt).CompareTo(Start(after.StartedAt));
        return byStart < 0 || (byStart == 0 && string.CompareOrdinal(listed.Entity.Id, after.Id) < 0);
    }

    private static bool ComesAfter(DueStream stream, DueStream after)
    {
        var byTime = stream.WakeAt.CompareTo(after.WakeAt);
        var byKind = string.CompareOrdinal(stream.Entity.Kind, after.Entity.Kind);
        var byId = string.CompareOrdinal(stream.Entity.Id, after.Entity.Id);
        return byTime > 0 || (byTime == 0 && (byKind > 0 || (byKind == 0 && byId > 0)));
    }
}
