using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Tests.Worlds;

/// <summary>A journal in memory that takes a millisecond for everything, counts, and lets a test come in between.</summary>
public sealed class HookedJournal(TimeProvider time) : WrappedStore(shardCount: 4)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1);

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

    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        Batches.Add([.. batch.Select(append => (append.Entity.Id, append.Count))]);
        await Task.Delay(Latency, time);
        return await OnCommit(batch, () => Store.Commit(batch));
    }

    public override async ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation)
    {
        await Task.Delay(Latency, time, cancellation);
        await OnFind(entity);
        return await Store.Find(entity, cancellation);
    }

    public override async ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation)
    {
        await Task.Delay(Latency, time, cancellation);
        Pages++;
        return OnRead(await Store.Read(streamKey, afterSeq, maxBytes, cancellation));
    }

    public override ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        OnDue(() => Store.Due(until, limit, after, cancellation));

    public override async ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation)
    {
        await OnJoin();
        return await Store.Join(node, cancellation);
    }

    public override async ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation)
    {
        await Task.Delay(Latency, time, cancellation);
        Takeovers++;
        return await OnTakeOver(() => Store.TakeOver(owner, seen, cancellation));
    }
}
