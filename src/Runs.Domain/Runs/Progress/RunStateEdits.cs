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

    /// <summary>The timer of the segment's longest time; <see langword="null"/> for none.</summary>
    public static RunTimer? Expiry(this RunState state) =>
        state.StatusSegment is { MaxDuration: { } most } segment
        && (segment.QueuedAt ?? segment.StartedAt) is { } start
        && new RunTimer(start.After(most), RunTimerKind.RunExpiry, StepId.Root(segment.Number)) is var timer
        && state.Timers.Contains(timer) ? timer : null;

    /// <summary>Without the step's attempt and its deadline.</summary>
    public static RunState WithoutLive(this RunState state, StepId step)
    {
        if (!state.Live.TryGetValue(step, out var live))
            return state;
        var without = Permits.GiveBack(state, live).WithoutTimer(live.Deadline, RunTimerKind.AttemptDeadline, step).WithoutPause(live) with { Live = state.Live.Remove(step) };
        return live.IsStopping ? Scopes.AfterStopping(without, state.Steps[step]) : without;
    }

    /// <summary>Without the grace of an attempt that a pause stops.</summary>
    public static RunState WithoutPause(this RunState state, LiveAttempt live) =>
        live.PauseEnds is { } ends ? state.WithoutTimer(ends, RunTimerKind.PauseGrace, live.Step) : state;

    /// <summary>Whether an attempt is to stop: the run unwinds, or its step, or a pause stops it.</summary>
    public static bool Stops(this RunState state, LiveAttempt live) => state.EndsWith(live) || live.PauseEnds is not null;

    /// <summary>Whether an attempt is to stop and its step ends with it.</summary>
    public static bool EndsWith(this RunState state, LiveAttempt live) => state.IsUnwinding || live.IsStopping;

    /// <summary>With attempts that are to stop at once.</summary>
    public static RunState WithForced(this RunState state, IEnumerable<LiveAttempt> attempts) => state with
    {
        Live = state.Live.SetItems(attempts.ToList().Select(live => KeyValuePair.Create(live.Step, live with { IsForced = true }))),
    };

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
        state.WithoutReady(new AgendaItem(state.Steps[step].Node, step));

    public static RunState WithoutReady(this RunState state, AgendaItem item) =>
        state with { Ready = state.Ready.Remove(item), Gated = state.Gated.Remove(item) };

    /// <summary>With a step whose attempt waits for slots, of the run alone or of others too.</summary>
    public static RunState WithReady(this RunState state, StepState step)
    {
        var item = new AgendaItem(step.Node, step.Id);
        return Permits.IsGated(state, state.NodeOf(step)) ? state with { Gated = state.Gated.Add(item) } : state with { Ready = state.Ready.Add(item) };
    }

    public static RunState WithoutAgenda(this RunState state) => state with
    {
        Entering = RunState.Empty.Entering,
        Ready = RunState.Empty.Ready,
        Gated = RunState.Empty.Gated,
        Closing = RunState.Empty.Closing,
        Settling = RunState.Empty.Settling,
        Unwindings = RunState.Empty.Unwindings,
        Unwound = RunState.Empty.Unwound,
        Inputs = RunState.Empty.Inputs,
        Questions = RunState.Empty.Questions,
    };
}
