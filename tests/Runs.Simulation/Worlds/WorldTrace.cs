using System.Globalization;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Runtime.Journal;
using Runs.TestKit.Journal;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Worlds;

/// <summary>Tells what happens in a world, a line each: when, where, what. Without a writer it only adds to the hash of the world.</summary>
internal sealed class WorldTrace(SimulationKernel kernel, TextWriter? writer)
{
    private readonly DateTimeOffset _began = kernel.Now;

    public void Add(string where, string what)
    {
        kernel.Trace.Add(where);
        kernel.Trace.Add(what);
        Write(where, what);
    }

    /// <summary>Tells what arrives at a journal.</summary>
    public void Follow(SimulatedJournal journal)
    {
        if (writer is null)
            return;
        journal.Appended = (process, append, outcome) => Write(process, Describe(append, outcome));
        journal.Taken = (process, shards) =>
            Write(process, $"takes {string.Join(' ', shards.Select(shard => string.Create(CultureInfo.InvariantCulture, $"{shard.Shard}@{shard.Epoch}")))}");
    }

    private void Write(string where, string what) =>
        writer?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(kernel.Now - _began).TotalSeconds,10:F3}  {where,-8} {what}"));

    private static string Describe(Append append, AppendOutcomeKind outcome)
    {
        var events = append.Erase ? "erases" : string.Join(", ", RunEventCodec.Decode(append.Data).Select(Short));
        return string.Create(CultureInfo.InvariantCulture, $"{append.Entity} {append.FirstSeq} in {append.Shard}@{append.Epoch} {outcome}: {events}");
    }

    /// <summary>The event without the plan or the texts that it carries.</summary>
    private static string Short(RunEvent raised) => raised switch
    {
        RunPrepared => "RunPrepared",
        StepDispatched dispatched => $"StepDispatched {(dispatched.Unit.Value is null ? dispatched.Step : dispatched.Unit)} #{dispatched.Attempt}",
        _ => raised.ToString() is { Length: > 160 } text ? text[..160] + "…" : raised.ToString(),
    };
}
