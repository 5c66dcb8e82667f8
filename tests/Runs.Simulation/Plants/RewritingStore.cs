using System.Buffers;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Runtime.Journal;
using Runs.Simulation.Recording;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Plants;

/// <summary>Stores other events of a run now and then than it was sent.</summary>
/// <param name="store">Where they are stored.</param>
/// <param name="random">Its own chances.</param>
/// <param name="rewrite">What is stored instead; the same events, changed in place, and whether they were.</param>
/// <param name="sprung">Is told when that was stored.</param>
internal sealed class RewritingStore(RecordingStore store, SeededRandom random, Func<RunEvent[], bool> rewrite, Action sprung) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        var hasRewritten = false;
        foreach (var append in batch.Where(append => !append.Erase && append.Entity.Kind == "run"))
        {
            RunEvent[] events = [.. RunEventCodec.Decode(append.Data)];
            if (!rewrite(events) || !random.Chance(0.3))
                continue;
            var data = new ArrayBufferWriter<byte>();
            RunEventCodec.Encode(data, events);
            append.Data = data.WrittenMemory;
            hasRewritten = true;
        }

        var outcome = await base.Commit(batch);
        if (hasRewritten)
            sprung();
        return outcome;
    }
}
