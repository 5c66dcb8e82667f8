using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;
using Runs.Runtime.Tests.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Threads;

/// <summary>A journal in memory on which everything fails now and then, on whatever thread it is called.</summary>
public sealed class FaultyStore(ulong seed) : WrappedStore(shardCount: 8)
{
    private readonly SeededRandom _random = new(seed);
    private readonly Lock _gate = new();
    private int _committing;

    /// <summary>Set when two commits were under way at a time.</summary>
    public bool Overlapped { get; private set; }

    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        Overlapped |= Interlocked.Increment(ref _committing) > 1;
        try
        {
            return Draw() switch
            {
                < 0.02 => BatchOutcome.NotWritten("not written"),
                < 0.04 => BatchOutcome.Unknown("not written, perhaps"),
                < 0.06 when await Store.Commit(batch) is var _ => BatchOutcome.Unknown("written, perhaps"),
                _ => await Store.Commit(batch),
            };
        }
        finally
        {
            Interlocked.Decrement(ref _committing);
        }
    }

    public override ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) => Perhaps(() => Store.Find(entity, cancellation));

    public override ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation) =>
        Perhaps(() => Store.Read(streamKey, afterSeq, maxBytes, cancellation));

    public override ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) =>
        Perhaps(() => Store.TakeOver(owner, seen, cancellation));

    public override ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        Perhaps(() => Store.Due(until, limit, after, cancellation));

    /// <summary>On a thread of the pool; fails before, or after it has happened.</summary>
    private async ValueTask<T> Perhaps<T>(Func<ValueTask<T>> call)
    {
        await Task.Yield();
        var fate = Draw();
        if (fate < 0.02)
            throw new JournalException("journal.unavailable", "The connection broke.");
        var result = await call();
        return fate < 0.04 ? throw new JournalException("journal.unavailable", "The connection broke afterwards.") : result;
    }

    private double Draw()
    {
        lock (_gate)
            return _random.NextUnit();
    }
}
