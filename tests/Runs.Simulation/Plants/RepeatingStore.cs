using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Runtime.Journal;
using Runs.Simulation.Recording;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Plants;

/// <summary>Stores an append of a run with a certain event now and then twice.</summary>
internal sealed class RepeatingStore(RecordingStore store, SeededRandom random, Func<RunEvent, bool> applies, Action sprung) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        var outcome = await base.Commit(batch);
        var hasRepeated = false;
        foreach (var append in batch.Where(append => outcome.Kind == AppendOutcomeKind.Committed && !append.Erase && append.Entity.Kind == "run"))
        {
            if (!RunEventCodec.Decode(append.Data).Any(applies) || !random.Chance(0.3))
                continue;
            await base.Commit([Again(append)]);
            hasRepeated = true;
        }

        if (hasRepeated)
            sprung();

        return outcome;
    }

    private static Append Again(Append append) => new()
    {
        Entity = append.Entity,
        StreamKey = append.StreamKey,
        Shard = append.Shard,
        Epoch = append.Epoch,
        FirstSeq = append.LastSeq + 1,
        Count = append.Count,
        At = append.At,
        Data = append.Data,
    };
}
