using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The small changes that folds are made of.</summary>
internal static class RunStateEdits
{
    public static Plan Plan(this RunState state) => state.Current!.Plan;

    public static PlanNode NodeOf(this RunState state, StepState step) => state.Plan().Nodes[step.Node];

    public static PlanAgent AgentOf(this RunState state, StepState step) => state.Plan().Agents[state.NodeOf(step).AgentIndex];

    public static RunState WithStep(this RunState state, StepState step) =>
        state with { Steps = state.Steps.SetItem(step.Id, step) };

    public static RunState WithTimer(this RunState state, DateTimeOffset at, RunTimerKind kind, StepId step) =>
        state with { Timers = state.Timers.Add(new(at, kind, step)) };

    public static RunState WithoutTimer(this RunState state, DateTimeOffset at, RunTimerKind kind, StepId step) =>
        state with { Timers = state.Timers.Remove(new(at, kind, step)) };

    /// <summary>Without the timer that a step waits for between attempts or in a delay.</summary>
    public static RunState WithoutTimer(this RunState state, RunTimerKind kind, StepId step) =>
        state.Steps[step].Until is { } at ? state.WithoutTimer(at, kind, step) : state;

    /// <summary>Without the timer of the prepared segment.</summary>
    public static RunState WithoutPreparedExpiry(this RunState state) =>
        state.Pending is { } pending
            ? state.WithoutTimer(pending.PreparedAt.After(pending.Settings.PreparedTtl), RunTimerKind.PreparedExpiry, StepId.Root(pending.Number))
            : state;

    /// <summary>Without the step's attempt and its deadline.</summary>
    public static RunState WithoutLive(this RunState state, StepId step) =>
        state.Live.TryGetValue(step, out var live)
            ? state.WithoutTimer(live.Deadline, RunTimerKind.AttemptDeadline, step) with { Live = state.Live.Remove(step) }
            : state;

    public static RunState WithoutReady(this RunState state, StepId step) =>
        state with { Ready = state.Ready.Remove(new(state.Steps[step].Node, step)) };

    public static RunState WithoutAgenda(this RunState state) => state with
    {
        Entering = RunState.Empty.Entering,
        Ready = RunState.Empty.Ready,
        Closing = RunState.Empty.Closing,
        Inputs = RunState.Empty.Inputs,
        Questions = RunState.Empty.Questions,
    };
}
