using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The end of a step before its time, with all that is in it, while the run goes on. Folds only.</summary>
internal static class Scopes
{
    /// <summary>The unwinding that a step is in; <see langword="null"/> for none.</summary>
    public static Unwinding? Around(RunState state, StepState step)
    {
        if (state.Unwindings.IsEmpty)
            return null;
        for (; ; step = state.Steps[step.Parent])
        {
            if (state.Unwindings.TryGetValue(step.Id, out var unwinding))
                return unwinding;
            if (step.Id == step.Parent)
                return null;
        }
    }

    /// <summary>
    /// The step whose end a failure is: the one that failed when the flow around it goes on without it, else the outermost flow that
    /// falls with it; <see langword="null"/> when that is the whole run.
    /// </summary>
    public static StepState? Of(RunState state, StepState failed)
    {
        for (var step = failed; step.Id != step.Parent;)
        {
            var flow = state.Steps[step.Parent];
            if (Flows.Outlives(state.NodeOf(flow).Kind))
                return step;
            step = flow;
        }

        return null;
    }

    /// <summary>Begins to unwind a step with all that is in it.</summary>
    public static RunState Unwind(RunState state, StepState scope, RunError error, bool isCancelled, DateTimeOffset at)
    {
        if (state.Unwindings.ContainsKey(scope.Id))
            return state;
        var live = 0;
        foreach (var step in Places.Below(state, scope).Prepend(scope).Where(step => !step.Phase.IsTerminal()))
        {
            state = Detach(state, step);
            if (SubRuns.Awaited(state, step) is { } sub)
            {
                live++;
                state = SubRuns.Stop(state, sub, $"Step {scope.Id} of parent run {state.RunId} ends: {error.Message}");
                continue;
            }

            if (!state.Live.TryGetValue(step.Id, out var attempt))
            {
                // What has no attempt has nothing to wait for. Flows, and the step itself, end with what is live in them.
                var isIdle = step.Flow is null && step.Id != scope.Id;
                var idle = state.Steps[step.Id] with { Until = null };
                state = state.WithStep(isIdle ? idle with { Phase = StepPhase.Cancelled, EndedAt = at } : idle);
                continue;
            }

            live++;
            state = state.WithoutPause(attempt) with { Live = state.Live.SetItem(step.Id, attempt with { IsStopping = true, PauseEnds = null }) };
        }

        DateTimeOffset? graceEnds = live > 0 ? at.After(state.Current!.Settings.StopGrace) : null;
        if (graceEnds is { } end)
            state = state.WithTimer(end, RunTimerKind.StopGrace, scope.Id);
        return state with
        {
            Unwindings = state.Unwindings.SetItem(scope.Id, new(scope.Id, error, isCancelled, live, graceEnds)),
            Unwound = live > 0 ? state.Unwound : state.Unwound.Add(new(scope.Node, scope.Id)),
        };
    }

    /// <summary>The attempts under way in a step, its own included.</summary>
    public static IEnumerable<LiveAttempt> LiveIn(RunState state, StepState scope)
    {
        foreach (var step in Places.Below(state, scope).Prepend(scope))
        {
            if (state.Live.TryGetValue(step.Id, out var live))
                yield return live;
        }
    }

    /// <summary>An attempt that was to stop is over, however.</summary>
    public static RunState AfterStopping(RunState state, StepState step)
    {
        if (Around(state, step) is not { } unwinding)
            return state;
        var left = unwinding with { Live = unwinding.Live - 1 };
        state = state with { Unwindings = state.Unwindings.SetItem(left.Step, left) };
        return left.Live > 0 ? state : state with { Unwound = state.Unwound.Add(new(state.Steps[left.Step].Node, left.Step)) };
    }

    /// <summary>A step has ended: what was still open in it is cancelled, and it unwinds no more.</summary>
    public static RunState Close(RunState state, StepState scope, DateTimeOffset at)
    {
        if (!state.Unwindings.TryGetValue(scope.Id, out var unwinding))
            return state;
        if (unwinding.GraceEnds is { } graceEnds)
            state = state.WithoutTimer(graceEnds, RunTimerKind.StopGrace, scope.Id);
        foreach (var step in Places.Below(state, scope).Where(step => !step.Phase.IsTerminal()).ToList())
            state = state.WithStep(step with { Phase = StepPhase.Cancelled, EndedAt = at, Until = null });
        return state with
        {
            Unwindings = state.Unwindings.Remove(scope.Id),
            Unwound = state.Unwound.Remove(new(scope.Node, scope.Id)),
        };
    }

    /// <summary>Takes a step off everything that would make it go on.</summary>
    private static RunState Detach(RunState state, StepState step)
    {
        var item = new AgendaItem(step.Node, step.Id);
        if (step.Until is not null)
            state = state.WithoutTimer(RunTimerKind.Backoff, step.Id).WithoutTimer(RunTimerKind.Delay, step.Id);
        if (state.Unwindings.TryGetValue(step.Id, out var inner) && inner.GraceEnds is { } graceEnds)
            state = state.WithoutTimer(graceEnds, RunTimerKind.StopGrace, step.Id);
        if (step.Phase == StepPhase.Pending && state.NodeOf(state.Steps[step.Parent]).Kind == PlanNodeKind.Graph)
            state = Graphs.Withdraw(state, step);
        return state.WithoutInputsOf(step) with
        {
            Entering = state.Entering.Remove(item),
            Ready = state.Ready.Remove(item),
            Gated = state.Gated.Remove(item),
            Closing = state.Closing.Remove(item),
            Settling = state.Settling.Remove(item),
            Unwindings = state.Unwindings.Remove(step.Id),
            Unwound = state.Unwound.Remove(item),
        };
    }
}
