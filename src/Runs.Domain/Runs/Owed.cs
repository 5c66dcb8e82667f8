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

    /// <summary>Whether an attempt is to stop: the run unwinds, or the attempt's step.</summary>
    public static bool Stops(RunState state, LiveAttempt live) => state.Stops(live);

    /// <summary>The sub-runs that must be as this run wishes. A quarantined run is owed none.</summary>
    public static ImmutableSortedDictionary<string, SubRun> SubRuns(RunState state) =>
        state.Status == RunStatus.Quarantined ? RunState.Empty.SubRuns : state.SubRuns;

    /// <summary>What the parent of this sub-run must be told; <see langword="null"/> for nothing.</summary>
    public static SubRunReport? Report(RunState state) => state.Report;

    /// <summary>Whether other runs must be told something, or asked for it.</summary>
    public static bool OtherRuns(RunState state) => state.Report is not null || !SubRuns(state).IsEmpty;

    /// <summary>Whether the run has something to decide that waits for nothing but a turn.</summary>
    public static bool Turn(RunState state) => Agenda.IsDue(state);

    /// <summary>When the run has something to decide next; <see langword="null"/> for never.</summary>
    public static DateTimeOffset? WakeUp(RunState state) => state.Timers.IsEmpty || state.Status == RunStatus.Quarantined ? null : state.Timers.Min.At;
}
