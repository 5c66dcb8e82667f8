using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Simulation.Recording;

/// <summary>A database that does what another one does, but for what a subclass changes.</summary>
internal abstract class StoreDecorator(IJournalStore store) : IJournalStore
{
    /// <inheritdoc/>
    public int ShardCount => store.ShardCount;

    /// <inheritdoc/>
    public virtual ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch) => store.Commit(batch);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation) =>
        store.Read(streamKey, afterSeq, maxBytes, cancellation);

    /// <inheritdoc/>
    public ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) => store.Find(entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) => store.FindListed(entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) => store.List(query, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        store.Due(until, limit, after, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) => store.Permits(limitKey, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) =>
        store.Queued(queue, after, limit, cancellation);

    /// <inheritdoc/>
    public ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation) => store.Join(node, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation) => store.Renew(node, phase, cancellation);

    /// <inheritdoc/>
    public ValueTask Leave(NodeIncarnation node, CancellationToken cancellation) => store.Leave(node, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation) => store.Nodes(cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => store.Shards(cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) =>
        store.TakeOver(owner, seen, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) => store.Release(owner, held, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => store.DisposeAsync();
}
