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
    public static RunState WithoutLive(this RunState state, StepId step)
    {
        if (!state.Live.TryGetValue(step, out var live))
            return state;
        var without = state.WithoutTimer(live.Deadline, RunTimerKind.AttemptDeadline, step) with { Live = state.Live.Remove(step) };
        return live.IsStopping ? Scopes.AfterStopping(without, state.Steps[step]) : without;
    }

    /// <summary>Whether an attempt is to stop: the run unwinds, or its step.</summary>
    public static bool Stops(this RunState state, LiveAttempt live) => state.IsUnwinding || live.IsStopping;

    /// <summary>Whether a step has its result from the run that this one is a fork of.</summary>
    public static bool Takes(this RunState state, StepId step) => state.Current!.Fork is { } fork && fork.Results.ContainsKey(step);

    /// <summary>A step ends without having begun.</summary>
    public static RunState Settles(this RunState state, StepState step) => state with { Settling = state.Settling.Add(new(step.Node, step.Id)) };

    /// <summary>Nobody is asked for the step any more.</summary>
    public static RunState WithoutInputsOf(this RunState state, StepState step)
    {
        if (!state.AsksSomebody)
            return state;
        var inputs = state.Inputs.Where(input => input.Value.Step == step.Id).Select(input => input.Key).ToList();
        var questions = state.Questions.Where(question => question.Value.Step == step.Id).Select(question => question.Key).ToList();
        return state with { Inputs = state.Inputs.RemoveRange(inputs), Questions = state.Questions.RemoveRange(questions) };
    }

    public static RunState WithoutReady(this RunState state, StepId step) =>
        state with { Ready = state.Ready.Remove(new(state.Steps[step].Node, step)) };

    public static RunState WithoutAgenda(this RunState state) => state with
    {
        Entering = RunState.Empty.Entering,
        Ready = RunState.Empty.Ready,
        Closing = RunState.Empty.Closing,
        Settling = RunState.Empty.Settling,
        Unwindings = RunState.Empty.Unwindings,
        Unwound = RunState.Empty.Unwound,
        Inputs = RunState.Empty.Inputs,
        Questions = RunState.Empty.Questions,
    };
}
