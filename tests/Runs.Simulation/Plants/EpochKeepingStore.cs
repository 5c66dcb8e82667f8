using Runs.Runtime.Journal;
using Runs.Runtime.Shards;
using Runs.Simulation.Recording;

namespace Runs.Simulation.Plants;

/// <summary>Lets a new owner take a shard over in the epoch of the old one: half of the raises stay hidden.</summary>
internal sealed class EpochKeepingStore(RecordingStore store) : StoreDecorator(store)
{
    private readonly long[] _hidden = new long[store.ShardCount];

    /// <inheritdoc/>
    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        foreach (var append in batch)
            append.Epoch += _hidden[append.Shard];
        var outcome = await base.Commit(batch);
        foreach (var append in batch)
        {
            append.Epoch -= _hidden[append.Shard];
            if (outcome.Kind == AppendOutcomeKind.Committed && _hidden[append.Shard] > 0 && !append.Erase)
                store.Relabel(append.Entity, append.LastSeq, stored => stored with { Epoch = append.Epoch });
        }

        return outcome;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) =>
        [.. (await base.Shards(cancellation)).Select(Shown)];

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation)
    {
        var taken = await base.TakeOver(owner, [.. seen.Select(Stored)], cancellation);
        foreach (var shard in taken.Where(shard => shard.Epoch > 1 && shard.Epoch % 2 == 0))
            _hidden[shard.Shard]++;
        return [.. taken.Select(Shown)];
    }

    /// <inheritdoc/>
    public override ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) =>
        base.Release(owner, [.. held.Select(Stored)], cancellation);

    private ShardRecord Shown(ShardRecord shard) => shard with { Epoch = shard.Epoch - _hidden[shard.Shard] };

    private ShardRecord Stored(ShardRecord shard) => shard with { Epoch = shard.Epoch + _hidden[shard.Shard] };
}
