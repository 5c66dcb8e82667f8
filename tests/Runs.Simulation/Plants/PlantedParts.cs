using Runs.Actors.Attempts;
using Runs.Checkers.Evidence;
using Runs.Domain.Admissions;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;
using Runs.Simulation.Recording;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Plants;

/// <summary>The parts of a world that a planted bug sits in; without one they are as they should be.</summary>
internal sealed class PlantedParts(PlantedBug bug, ulong seed)
{
    // None of the world's generators, so that a bug changes nothing but what it breaks.
    private readonly SeededRandom _random = new(seed ^ 0xB06);
    private readonly Dictionary<string, AttemptOutcome> _results = [];

    /// <summary>Is told when the database has stored what it should not have. An engine that reads it may do anything, or hang: it can be stopped before.</summary>
    public Action? Sprung { get; set; }

    /// <summary>The database as nodes find it.</summary>
    public IJournalStore Store(RecordingStore store) => bug switch
    {
        PlantedBug.DropTheFence => new FencelessStore(store),
        PlantedBug.KeepTheEpoch => new EpochKeepingStore(store),
        PlantedBug.EpochGoesBack => new RelabellingStore(store, _random, stored => stored with { Epoch = stored.Epoch - 1 }),
        PlantedBug.SkipASeq => new RelabellingStore(store, _random, stored => stored with { FirstSeq = stored.FirstSeq + 1, LastSeq = stored.LastSeq + 1 }),
        PlantedBug.LoseACommit => new LyingStore(store, _random, refuses: false),
        PlantedBug.RefuseWhatIsStored => new LyingStore(store, _random, refuses: true),
        PlantedBug.RepeatACommand => Repeating(store, raised => raised.CommandId is not null),
        PlantedBug.RepeatAResult => Repeating(store, raised => raised is StepSucceeded),
        PlantedBug.RepeatADispatch => Repeating(store, raised => raised is StepDispatched),
        PlantedBug.RepeatACall => Repeating(store, raised => raised is ToolsCalled),
        PlantedBug.RepeatAMessage => Repeating(store, raised => raised is MessagesDelivered or StepMessaged { ClientMessageId: not null }),
        PlantedBug.RepeatAnExpiry => Repeating(store, raised => raised is RunExpired),
        PlantedBug.RepeatASubRun => Repeating(store, raised => raised is SubRunOpened),
        PlantedBug.SwapEvents => Rewriting(store, Swap),
        PlantedBug.EndTooEarly => Rewriting(store, EndFirst),
        PlantedBug.RenumberAReply => Rewriting(store, events => Change<ModelReplied>(events, replied => replied with { Attempt = replied.Attempt + 1 })),
        PlantedBug.ForgetATimer => Rewriting(store, events => Change<AttemptFailed>(events, failed => failed with { RetryAt = null })),
        PlantedBug.StoreOtherSettings => Rewriting(store, events => Change<RunPrepared>(events, prepared => prepared with { Settings = prepared.Settings with { Concurrency = 1 } })),
        PlantedBug.StoreOtherUsage => Rewriting(store, events => Change<ModelReplied>(events, replied => replied with { Usage = new Usage(1_000, 1) })),
        PlantedBug.TellAnotherEnd => Rewriting(store, events => Change<SubRunEnded>(events, ended => ended with { Status = ended.Status == "completed" ? "failed" : "completed" })),
        PlantedBug.KeepAStaleRow => new ForgetfulStore(store, _random, append => append.Row = null),
        PlantedBug.LoseAWakeUp => new BlindStore(store, overlooksWaiters: false),
        PlantedBug.ForgetAWaiter => new BlindStore(store, overlooksWaiters: true),
        PlantedBug.OvertakeAWaiter => new UnfairStore(store),
        PlantedBug.ReuseAGeneration => new GenerationStore(store, _random),
        PlantedBug.TakeATakenSlot => new OpenStore(store, _random),
        PlantedBug.ForgetARelease => new ForgetfulStore(store, _random, append => append.Releases = []),
        PlantedBug.ForgetAPermit => Rewriting(store, events => Change<StepDispatched>(events, dispatched => dispatched with { Permits = [] })),
        _ => store,
    };

    /// <summary>The queues and limits as nodes are configured with them.</summary>
    public AdmissionRules Rules(AdmissionRules rules) => bug != PlantedBug.MisreadALimit ? rules : rules with
    {
        Queues = rules.Queues.SetItems(rules.Queues.Select(queue => KeyValuePair.Create(queue.Key, queue.Value with { MaxConcurrentRuns = queue.Value.MaxConcurrentRuns + 1 }))),
        Limits = rules.Limits.SetItems(rules.Limits.Select(limit => KeyValuePair.Create(limit.Key, limit.Value + 1))),
    };

    /// <summary>A handler as attempts find it.</summary>
    public IStepHandler Handler(IStepHandler handler) => bug switch
    {
        PlantedBug.RepeatAnInvocation => new PlantedHandler(handler, repeats: true, _results),
        PlantedBug.ApplyALateResult => new PlantedHandler(handler, repeats: false, _results),
        _ => handler,
    };

    /// <summary>What comes out of the wire to a viewer when a frame is put into it.</summary>
    public IEnumerable<SeenEvent> Arriving(SeenEvent seen) => bug switch
    {
        PlantedBug.DuplicateAFrame when _random.Chance(0.01) => [seen, seen],
        PlantedBug.LoseAFrame when _random.Chance(0.01) => [],
        _ => [seen],
    };

    private RepeatingStore Repeating(RecordingStore store, Func<RunEvent, bool> applies) => new(store, _random, applies, () => Sprung?.Invoke());

    private RewritingStore Rewriting(RecordingStore store, Func<RunEvent[], bool> rewrite) => new(store, _random, rewrite, () => Sprung?.Invoke());

    private bool Swap(RunEvent[] events)
    {
        if (events.Length < 2)
            return false;
        var first = _random.Next(events.Length - 1);
        (events[first], events[first + 1]) = (events[first + 1], events[first]);
        return true;
    }

    private static bool EndFirst(RunEvent[] events)
    {
        if (events.Length < 2 || events[^1] is not RunEnded end)
            return false;
        (events[^1], events[^2]) = (events[^2], end);
        return true;
    }

    private static bool Change<TEvent>(RunEvent[] events, Func<TEvent, TEvent> change)
        where TEvent : RunEvent
    {
        var index = Array.FindIndex(events, raised => raised is TEvent);
        if (index >= 0)
            events[index] = change((TEvent)events[index]);
        return index >= 0;
    }
}
