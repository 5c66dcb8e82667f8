using Runs.Runtime.Journal;
using Runs.Simulation.Recording;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Plants;

/// <summary>Doesn't write a part of an append now and then.</summary>
internal sealed class ForgetfulStore(RecordingStore store, SeededRandom random, Action<Append> forget) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        foreach (var append in batch.Where(_ => random.Chance(0.05)))
            forget(append);
        return base.Commit(batch);
    }
}
