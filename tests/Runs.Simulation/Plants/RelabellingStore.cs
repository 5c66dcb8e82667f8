using Runs.Runtime.Journal;
using Runs.Simulation.Recording;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Plants;

/// <summary>Stores an append now and then, never the first of its stream, with something else than its epoch or its numbers.</summary>
internal sealed class RelabellingStore(RecordingStore store, SeededRandom random, Func<StoredAppend, StoredAppend> change) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        var outcome = await base.Commit(batch);
        foreach (var append in batch.Where(append => outcome.Kind == AppendOutcomeKind.Committed && append.FirstSeq > 1 && !append.Erase && random.Chance(0.02)))
            store.Relabel(append.Entity, append.LastSeq, change);
        return outcome;
    }
}
