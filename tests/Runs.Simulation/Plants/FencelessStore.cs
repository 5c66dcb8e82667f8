using Runs.Runtime.Journal;
using Runs.Simulation.Recording;

namespace Runs.Simulation.Plants;

/// <summary>Commits what a deposed writer sends.</summary>
internal sealed class FencelessStore(RecordingStore store) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        var shards = await Shards(default);
        var epochs = batch.Select(append => append.Epoch).ToList();
        foreach (var append in batch)
            append.Epoch = shards[append.Shard].Epoch;
        var outcome = await base.Commit(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            var epoch = epochs[i];
            if (outcome.Kind == AppendOutcomeKind.Committed && batch[i].Epoch != epoch && !batch[i].Erase)
                store.Relabel(batch[i].Entity, batch[i].LastSeq, stored => stored with { Epoch = epoch });
            batch[i].Epoch = epoch;
        }

        return outcome;
    }
}
