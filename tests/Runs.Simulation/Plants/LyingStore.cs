using Runs.Runtime.Journal;
using Runs.Simulation.Recording;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Plants;

/// <summary>Acknowledges what it doesn't store, or refuses what it does.</summary>
internal sealed class LyingStore(RecordingStore store, SeededRandom random, bool refuses) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        var lies = random.Chance(0.02);
        if (lies && !refuses)
            return BatchOutcome.Committed;
        var outcome = await base.Commit(batch);
        return lies && outcome.Kind == AppendOutcomeKind.Committed ? BatchOutcome.NotWritten("planted: it was stored") : outcome;
    }
}
