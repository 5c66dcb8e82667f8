using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Tests.Worlds;

/// <summary>A journal in memory, for tests that come in between.</summary>
public abstract class WrappedStore(int shardCount) : IJournalStore
{
    /// <summary>What is stored.</summary>
    public MemoryJournalStore Store { get; } = new(shardCount);

    public int ShardCount => Store.ShardCount;

    public abstract ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch);

    public virtual ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) => Store.Find(entity, cancellation);

    public virtual ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation) =>
        Store.Read(streamKey, afterSeq, maxBytes, cancellation);

    public virtual ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        Store.Due(until, limit, after, cancellation);

    public virtual ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation) => Store.Join(node, cancellation);

    public virtual ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation) => Store.Renew(node, phase, cancellation);

    public ValueTask Leave(NodeIncarnation node, CancellationToken cancellation) => Store.Leave(node, cancellation);

    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation) => Store.Nodes(cancellation);

    public virtual ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) =>
        Store.TakeOver(owner, seen, cancellation);

    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => Store.Shards(cancellation);

    public ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) =>
        Store.Release(owner, held, cancellation);

    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) => Store.FindListed(entity, cancellation);

    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) => Store.List(query, cancellation);

    public ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) =>
        Store.Queued(queue, after, limit, cancellation);

    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) => Store.Permits(limitKey, cancellation);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
