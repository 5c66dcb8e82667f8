using System.Collections.Immutable;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>
/// Everything that a run's events say, folded. Besides the steps it holds the sets that a turn works on (what is ready, what
/// is live, what is due), so that a turn costs what it changes and not what the run has.
/// </summary>
public sealed record RunState
{
    /// <summary>A run without events.</summary>
    public static RunState Empty { get; } = new();

    /// <summary>The run of an id, without events.</summary>
    public static RunState Of(RunId id) => new() { RunId = id.Value };

    /// <summary>The run's id.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The status of the last started segment, or that of the first prepared one.</summary>
    public RunStatus Status { get; init; }

    /// <summary>Whose run it is.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The segment that waits to be started; <see langword="null"/> for none.</summary>
    public Segment? Pending { get; init; }

    /// <summary>The last started segment; <see langword="null"/> before the first start.</summary>
    public Segment? Current { get; init; }

    /// <summary>The steps of the current segment.</summary>
    public ImmutableSortedDictionary<StepId, StepState> Steps { get; init; } = ImmutableSortedDictionary<StepId, StepState>.Empty;

    /// <summary>Flows and waits that can begin.</summary>
    public ImmutableSortedSet<AgendaItem> Entering { get; init; } = [];

    /// <summary>Steps whose attempt can be dispatched, as the run's own slots allow.</summary>
    public ImmutableSortedSet<AgendaItem> Ready { get; init; } = [];

    /// <summary>Steps whose attempt could be dispatched but for the permits that it needs.</summary>
    public ImmutableSortedSet<AgendaItem> Gated { get; init; } = [];

    /// <summary>The slots that the run and its attempts hold.</summary>
    public ImmutableSortedDictionary<PermitKey, PermitHolding> Permits { get; init; } = ImmutableSortedDictionary<PermitKey, PermitHolding>.Empty;

    /// <summary>Whether the run holds the slots that it needs to work; of one that needs none it says nothing.</summary>
    public bool IsAdmitted { get; init; }

    /// <summary>Since when the run waits for those slots; <see langword="null"/> when it doesn't.</summary>
    public DateTimeOffset? QueuedSince { get; init; }

    /// <summary>Flows whose steps have all ended.</summary>
    public ImmutableSortedSet<AgendaItem> Closing { get; init; } = [];

    /// <summary>Steps that end without having begun: blocked, or skipped.</summary>
    public ImmutableSortedSet<AgendaItem> Settling { get; init; } = [];

    /// <summary>What ends before its time although the run goes on, by its step.</summary>
    public ImmutableSortedDictionary<StepId, Unwinding> Unwindings { get; init; } = ImmutableSortedDictionary<StepId, Unwinding>.Empty;

    /// <summary>Of those, the steps in which nothing is live any more.</summary>
    public ImmutableSortedSet<AgendaItem> Unwound { get; init; } = [];

    /// <summary>The attempts under way, by step.</summary>
    public ImmutableSortedDictionary<StepId, LiveAttempt> Live { get; init; } = ImmutableSortedDictionary<StepId, LiveAttempt>.Empty;

    /// <summary>What is due when.</summary>
    public ImmutableSortedSet<RunTimer> Timers { get; init; } = [];

    /// <summary>The steps that wait for a person, by their conversation: the agent's name, or the place of a graph's step.</summary>
    public ImmutableSortedDictionary<string, OpenInput> Inputs { get; init; } =
        ImmutableSortedDictionary.Create<string, OpenInput>(StringComparer.Ordinal);

    /// <summary>The questions of models that nobody has answered yet, by the id of the request.</summary>
    public ImmutableSortedDictionary<string, OpenQuestion> Questions { get; init; } =
        ImmutableSortedDictionary.Create<string, OpenQuestion>(StringComparer.Ordinal);

    /// <summary>Who has which agent, by its index in the plan.</summary>
    public ImmutableSortedDictionary<int, AgentLine> Agents { get; init; } = ImmutableSortedDictionary<int, AgentLine>.Empty;

    /// <summary>Steering texts that no agent has been told yet.</summary>
    public ImmutableQueue<string> Steering { get; init; } = [];

    /// <summary>What steps were sent, over all segments.</summary>
    public ImmutableSortedDictionary<StepId, StepMailbox> Mailboxes { get; init; } = ImmutableSortedDictionary<StepId, StepMailbox>.Empty;

    /// <summary>What the agents have said.</summary>
    public Conversation Conversation { get; init; } = Conversation.Empty;

    /// <summary>The first failure; set means that the segment unwinds.</summary>
    public RunError? Failure { get; init; }

    /// <summary>The reason of a stop that was asked for; set means that the segment unwinds.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Whether the segment has taken longer than it may; it ends expired, whoever else asked it to stop.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Whether somebody asked for the pause; else a step without an attempt left is what it is over.</summary>
    public bool IsPausedByHand { get; init; }

    /// <summary>Why the run is paused or quarantined.</summary>
    public string? HoldReason { get; init; }

    /// <summary>How the last started segment ended; <see langword="null"/> while it hasn't.</summary>
    public RunEnd? End { get; init; }

    /// <summary>The commands that were applied last.</summary>
    public AppliedCommands Commands { get; init; } = AppliedCommands.None;

    /// <summary>Recoveries since something succeeded last.</summary>
    public int Recoveries { get; init; }

    /// <summary>The incarnation that recovered the run last.</summary>
    public long RecoveredBy { get; init; }

    /// <summary>Where this run comes from if it is a sub-run; else <see langword="null"/>.</summary>
    public ParentLink? Parent { get; init; }

    /// <summary>What the parent hasn't heard yet of this sub-run's end; <see langword="null"/> for nothing.</summary>
    public SubRunReport? Report { get; init; }

    /// <summary>The sub-runs that this run has opened and hasn't heard the end of, by id.</summary>
    public ImmutableSortedDictionary<string, SubRun> SubRuns { get; init; } =
        ImmutableSortedDictionary.Create<string, SubRun>(StringComparer.Ordinal);

    /// <summary>How many of these a step waits for.</summary>
    public int AwaitedSubRuns { get; init; }

    /// <summary>The ids of all sub-runs that this run has ever opened, in order.</summary>
    public ImmutableList<string> OpenedSubRuns { get; init; } = [];

    /// <summary>Its deletion, when one is under way or the last one failed; <see langword="null"/> for none.</summary>
    public Erasure? Erasure { get; init; }

    /// <summary>Whether the run is to be erased with its history.</summary>
    public bool IsErased { get; init; }

    /// <summary>Whether it is the run of somebody else than this owner; <see langword="null"/> may see every run.</summary>
    public bool IsForeignTo(string? owner) => owner is not null && Owner.Length > 0 && !string.Equals(owner, Owner, StringComparison.Ordinal);

    /// <summary>Whether it is being deleted, so that nothing else may happen to it.</summary>
    public bool IsBeingErased => Erasure is { IsUnderWay: true } && !IsErased;

    /// <summary>The segment that the status speaks of: the one that is queued, else the last started one, else the prepared one; <see langword="null"/> for none.</summary>
    public Segment? StatusSegment => Status == RunStatus.Queued ? Pending : Current ?? Pending;

    /// <summary>Whether the run needs slots to work.</summary>
    public bool IsGated => StatusSegment?.Admission is { IsGated: true };

    /// <summary>Whether nothing new begins and what is under way is to stop.</summary>
    public bool IsUnwinding => Failure is not null || CancelReason is not null;

    /// <summary>How many runs are above this one; 0 for a run that is no sub-run.</summary>
    public int Depth => Parent?.Depth ?? 0;

    /// <summary>Whether a person is asked for anything.</summary>
    public bool AsksSomebody => !Inputs.IsEmpty || !Questions.IsEmpty;

    /// <summary>The sums over the last started segment.</summary>
    public Usage Usage => Current is { } current && Steps.TryGetValue(StepId.Root(current.Number), out var root) ? root.Usage : default;
}
