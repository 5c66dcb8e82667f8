using System.Collections.Immutable;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs;

/// <summary>What a run's state owes to the outside world. A host compares it with what is under way and starts or stops the difference.</summary>
public static class Owed
{
    /// <summary>The attempts that must live, on the nodes that dispatched them. A quarantined run is owed none.</summary>
    public static IEnumerable<LiveAttempt> Attempts(RunState state) =>
        state.Status == RunStatus.Quarantined ? [] : state.Live.Values;

    /// <summary>Whether an attempt is to stop: the run unwinds, or the attempt's step, or a pause stops it.</summary>
    public static bool Stops(RunState state, LiveAttempt live) => state.Stops(live);

    /// <summary>Whether an attempt is to stop at once, by force.</summary>
    public static bool Forces(LiveAttempt live) => live.IsForced;

    /// <summary>The sub-runs that must be as this run wishes. A quarantined run is owed none.</summary>
    public static ImmutableSortedDictionary<string, SubRun> SubRuns(RunState state) =>
        state.Status == RunStatus.Quarantined ? RunState.Empty.SubRuns : state.SubRuns;

    /// <summary>What the parent of this sub-run must be told; <see langword="null"/> for nothing.</summary>
    public static SubRunReport? Report(RunState state) => state.Report;

    /// <summary>Whether other runs must be told something, or asked for it.</summary>
    public static bool OtherRuns(RunState state) => state.Report is not null || !SubRuns(state).IsEmpty;

    /// <summary>What the run waits for before it can begin, or go on; <see langword="null"/> when it doesn't wait for slots.</summary>
    public static RunDemand? RunDemand(RunState state) =>
        state.QueuedSince is { } since && state.StatusSegment?.Admission is { } admission
            ? new RunDemand(admission.Queue, admission.Priority, since, admission.RunLimits, IsResuming: state.Status != RunStatus.Queued)
            : null;

    /// <summary>
    /// The steps that could be attempted but for their permits, in the order of the plan: no more of them than the run's own concurrency
    /// leaves room for.
    /// </summary>
    public static IEnumerable<StepDemand> StepDemands(RunState state) =>
        state.Gated.IsEmpty || state.Status != RunStatus.Running || state.IsUnwinding || !Permits.MayDispatch(state)
            ? []
            : state.Gated
                .Take(state.Current!.Settings.Concurrency - state.Live.Count)
                .Select(item => new StepDemand(item.Step, Permits.KeysOf(state, state.Current.Plan.Nodes[item.Node])));

    /// <summary>Whether the run has something to decide that waits for nothing but a turn.</summary>
    public static bool Turn(RunState state) => Agenda.IsDue(state);

    /// <summary>When the run has something to decide next; <see langword="null"/> for never. Of a quarantined run only the end of its longest time is.</summary>
    public static DateTimeOffset? WakeUp(RunState state) =>
        state.Timers.IsEmpty ? null
        : state.Status == RunStatus.Quarantined ? state.Expiry()?.At
        : state.Timers.Min.At;
}
