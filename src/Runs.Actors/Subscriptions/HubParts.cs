using Runs.Actors.Live;
using Runs.Actors.Queues;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Runtime.Journal;
using Runs.Runtime.Subscriptions;

namespace Runs.Actors.Subscriptions;

/// <summary>What all hubs of a node share.</summary>
internal sealed record HubParts(
    IJournalReader Journal,
    JournalTail Tail,
    LiveOutputs Outputs,
    TimeProvider Time,
    Func<RunId, Content, CancellationToken, ValueTask<string>> Text,
    FeedCounters Counters,
    SynchronizationContext? Context)
{
    /// <summary>Mirrors attempts of other nodes; <see langword="null"/> on a node that is alone.</summary>
    public LiveMirrors? Mirrors { get; init; }

    /// <summary>Where runs stand in their queues; <see langword="null"/> where nobody asks.</summary>
    public PlaceWatch? Places { get; init; }

    /// <summary>Called by a hub that has ended by itself: who comes now gets another.</summary>
    public Action<RunHub> Leave { get; set; } = _ => { };

    public Func<Content, CancellationToken, ValueTask<string>> TextOf(RunId run) => (content, cancellation) => Text(run, content, cancellation);
}
