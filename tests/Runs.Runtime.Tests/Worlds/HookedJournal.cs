using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Tests.Worlds;

/// <summary>A journal in memory that takes a millisecond for everything, counts, and lets a test come in between.</summary>
public sealed class HookedJournal(TimeProvider time) : IJournalStore
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1);

    /// <summary>What is stored, without time or hooks.</summary>
    public MemoryJournalStore Store { get; } = new(shardCount: 4);

    /// <summary>The transactions that reached the journal: the entity of each append and its number of events.</summary>
    public List<IReadOnlyList<(string Entity, int Count)>> Batches { get; } = [];

    public Func<IReadOnlyList<Append>, Func<ValueTask<BatchOutcome>>, ValueTask<BatchOutcome>> OnCommit { get; set; } = (_, commit) => commit();

    public Func<EntityId, ValueTask> OnFind { get; set; } = _ => ValueTask.CompletedTask;

    public Func<IReadOnlyList<StoredAppend>, IReadOnlyList<StoredAppend>> OnRead { get; set; } = page => page;

    public Func<Func<ValueTask<IReadOnlyList<DueStream>>>, ValueTask<IReadOnlyList<DueStream>>> OnDue { get; set; } = due => due();

    public Func<Func<ValueTask<IReadOnlyList<ShardRecord>>>, ValueTask<IReadOnlyList<ShardRecord>>> OnTakeOver { get; set; } = take => take();

    public Func<ValueTask> OnJoin { get; set; } = () => ValueTask.CompletedTask;

    public int Takeovers { get; private set; }

    public int Pages { get; private set; }

    public int ShardCount => Store.ShardCount;

    public async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        Batches.Add([.. batch.Select(append => (append.Entity.Id, append.Count))]);
        await Task.Delay(Latency, time);
        return await OnCommit(batch, () => Store.Commit(batch));
    }

    public async ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation)
    {
        await Task.Delay(Latency, time, cancellation);
        await OnFind(entity);
        return await Store.Find(entity, cancellation);
    }

    public async ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation)
    {
        await Task.Delay(Latency, time, cancellation);
        Pages++;
        return OnRead(await Store.Read(streamKey, afterSeq, maxBytes, cancellation));
    }

    public ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        OnDue(() => Store.Due(until, limit, after, cancellation));

    public async ValueTask<NodeIncarnation> Join(string node, CancellationToken cancellation)
    {
        await OnJoin();
        return await Store.Join(node, cancellation);
    }

    public async ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation)
    {
        await Task.Delay(Latency, time, cancellation);
        Takeovers++;
        return await OnTakeOver(() => Store.TakeOver(owner, seen, cancellation));
    }

    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => Store.Shards(cancellation);

    public ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) =>
        Store.Release(owner, held, cancellation);

    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) => Store.FindListed(entity, cancellation);

    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) => Store.List(query, cancellation);

    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) => Store.Permits(limitKey, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
