using System.Collections.Immutable;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>A run as those see it who look at it. Its steps come in pages; all that is counted is counted over all of them.</summary>
public sealed record RunSnapshot
{
    private const int ObjectiveChars = 2_000;

    /// <summary>All that its events say.</summary>
    public required RunState State { get; init; }

    /// <summary>The last event in it.</summary>
    public required long Seq { get; init; }

    /// <summary>What its root graph is for, at most 2,000 characters; <see langword="null"/> for nothing.</summary>
    public string? Objective { get; init; }

    /// <summary>How many steps are in each phase, flows in flows included and the root not. Phases without any are left out.</summary>
    public required ImmutableSortedDictionary<StepPhase, int> Counts { get; init; }

    /// <summary>The steps with an attempt under way, by how people name them.</summary>
    public required IReadOnlyList<string> LiveSteps { get; init; }

    /// <summary>What the run comes to: the first <see cref="StepResults.MostSinks"/> of its sinks, in the order of the plan.</summary>
    public required IReadOnlyList<string> Sinks { get; init; }

    /// <summary>What they have come to; <see langword="null"/> where that was not read.</summary>
    public IReadOnlyList<StepResult>? Outputs { get; init; }

    /// <summary>The last event in one line; <see langword="null"/> when it isn't known.</summary>
    public string? LastEvent { get; init; }

    /// <summary>When its last execution was prepared.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its last event was decided.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The queue that it waits in; empty for one that was prepared before there were queues, or not at all.</summary>
    public string Queue => State.StatusSegment?.Admission?.Queue ?? "";

    /// <summary>Its priority there, higher first.</summary>
    public int Priority => State.StatusSegment?.Admission?.Priority ?? 0;

    /// <summary>The limits of which it needs a slot each to work, in order.</summary>
    public IReadOnlyList<string> Limits => State.StatusSegment?.Admission?.RunLimits ?? [];

    /// <summary>Since when it waits for those slots; <see langword="null"/> when it doesn't.</summary>
    public DateTimeOffset? QueuedAt => State.QueuedSince;

    /// <summary>Whether a stop would end anything.</summary>
    public bool CanCancel => State.Status.IsActive() || State.Pending is not null;

    /// <summary>Whether a message would reach a step that is under way.</summary>
    public bool CanMessage => State.Status == RunStatus.Running && !State.Live.IsEmpty;

    /// <summary>Whether a pause would hold anything.</summary>
    public bool CanPause => State.Status == RunStatus.Running;

    /// <summary>Whether it can be deleted.</summary>
    public bool CanCleanup => State.Status.IsTerminal();

    /// <summary>A page of its steps: flows before what is in them, siblings in the order of the plan.</summary>
    public required IReadOnlyList<StepSnapshot> Steps { get; init; }

    /// <summary>Where the next page begins: the place of this page's last step; <see langword="null"/> when there are no more.</summary>
    public StepId? NextStep { get; init; }

    /// <summary>A run, without what its sinks came to.</summary>
    /// <param name="run">The run as it was read.</param>
    /// <param name="query">Which of its steps.</param>
    /// <param name="last">Its last event; <see langword="null"/> when it isn't known.</param>
    public static RunSnapshot Of(RunReply run, SnapshotQuery query, StoredEvent? last = null)
    {
        var state = run.State;
        var steps = StepListing.Of(state).ToList();
        var (first, page) = Page(steps, query);
        return new()
        {
            State = state,
            Seq = run.Seq,
            Objective = ObjectiveOf(state),
            Counts = steps.Skip(1).CountBy(step => step.Phase).ToImmutableSortedDictionary(),
            LiveSteps = [.. state.Live.Keys.Select(step => StepReference.Of(state, state.Steps[step]))],
            Sinks = [.. StepListing.SinksOf(state).Take(StepResults.MostSinks).Select(step => StepReference.Of(state, step))],
            LastEvent = last is null ? null : EventSummary.Of(last.Event, state),
            UpdatedAt = last?.At,
            CreatedAt = state.StatusSegment?.PreparedAt,
            Steps = [.. page.Select(step => StepSnapshot.Of(state, step))],
            NextStep = first + page.Count < steps.Count && page is [.., var end] ? end.Id : null,
        };
    }

    /// <summary>Whether a page can begin after a place: whether that step is there.</summary>
    public static bool HasPlace(RunState state, string place) => state.Steps.ContainsKey(new StepId(place));

    private static (int First, IReadOnlyList<StepState> Steps) Page(List<StepState> steps, SnapshotQuery query)
    {
        var first = query.AfterStep is { } after ? steps.FindIndex(step => step.Id.Value == after) + 1 : 0;
        return (first, steps.GetRange(first, Math.Min(query.Limit, steps.Count - first)));
    }

    private static string? ObjectiveOf(RunState state)
    {
        if (state.Current is not { } segment || segment.Plan.Nodes[0] is not { Kind: PlanNodeKind.Graph, Objective: { } objective })
            return null;
        var root = state.Steps.GetValueOrDefault(StepId.Root(segment.Number));
        return TextCut.Chars(root is null ? objective.Text : TaskText.Render(objective, state, root).Preview, ObjectiveChars);
    }
}
