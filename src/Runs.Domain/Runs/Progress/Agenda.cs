using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>Decides what follows by itself: flows that close, steps that begin, attempts as slots allow, the end.</summary>
internal static class Agenda
{
    /// <summary>Works off the agenda, as far as the turn's budget goes.</summary>
    public static void Work(RunTurn turn)
    {
        while (turn.HasBudget && WorkOne(turn))
        {
        }
    }

    /// <summary>Whether there is something to do that waits for nothing but a turn.</summary>
    public static bool IsDue(RunState state) => HasMore(state) || Permits.MustYield(state);

    private static bool HasMore(RunState state)
    {
        if (!state.Status.IsActive() || state.End is not null)
            return false;
        if (state.IsUnwinding)
            return state.Live.IsEmpty && !SubRuns.AreAwaited(state);
        return !state.Closing.IsEmpty || !state.Settling.IsEmpty || !state.Unwound.IsEmpty || (state.Status == RunStatus.Running && (!state.Entering.IsEmpty || CanDispatch(state)));
    }

    private static bool WorkOne(RunTurn turn)
    {
        var state = turn.State;
        if (!HasMore(state))
            return YieldIfIdle(turn);
        if (state.IsUnwinding && state.Unwound.IsEmpty && state.Closing.IsEmpty)
            turn.Raise(Unwound(state));
        else if (!state.Unwound.IsEmpty)
            turn.Raise(Unwound(state.Unwindings[state.Unwound.Min.Step]));
        else if (!state.Closing.IsEmpty)
            turn.Raise(Outcomes.Of(state, state.Steps[state.Closing.Min.Step]));
        else if (!state.Settling.IsEmpty)
            turn.Raise(Settlement.Of(state, state.Settling.Min.Step));
        else if (!state.Entering.IsEmpty)
            Enter(turn, state.Entering.Min.Step);
        else if (turn.IsDraining)
            return false;
        else
            Dispatch(turn, state.Ready.Min.Step, []);
        return true;
    }

    private static bool CanDispatch(RunState state) =>
        !state.Ready.IsEmpty && state.Live.Count < state.Current!.Settings.Concurrency && Permits.MayDispatch(state);

    private static bool YieldIfIdle(RunTurn turn)
    {
        if (!Permits.MustYield(turn.State))
            return false;
        turn.Raise(new RunYielded());
        return true;
    }

    /// <summary>The end of a run whose longest time is over.</summary>
    public static RunEnded Expired(RunState state) => new(
        RunStatus.Expired.ToWord(),
        new RunError(RunErrors.ExecutionError, $"The run took longer than {Durations.Format(state.StatusSegment!.MaxDuration!.Value)} (maxDuration)."));

    private static RunEnded Unwound(RunState state) =>
        state.IsExpired ? Expired(state)
        : state.CancelReason is { } reason ? new RunEnded(RunStatus.Cancelled.ToWord(), new RunError(RunErrors.Cancelled, reason))
        : new RunEnded(RunStatus.Failed.ToWord(), state.Failure);

    private static RunEvent Unwound(Unwinding unwinding) => unwinding.IsCancelled
        ? new StepCancelled(unwinding.Step, unwinding.Error)
        : new StepFailed(unwinding.Step, unwinding.Error);

    /// <summary>Flows, people, delays and sub-runs: they begin without an attempt.</summary>
    private static void Enter(RunTurn turn, StepId id)
    {
        var before = turn.State;
        var node = before.NodeOf(before.Steps[id]);
        if (node.Kind == PlanNodeKind.ForEach && ListItems.Of(before, before.Steps[id]).Error is { } refused)
        {
            turn.Raise(new StepFailed(id, refused));
            return;
        }

        var kind = node.AgentIndex >= 0 ? before.Plan().Agents[node.AgentIndex].Kind : default(PlanAgentKind?);
        if (kind == PlanAgentKind.Run)
        {
            SubRuns.Open(turn, id);
            return;
        }

        var state = turn.Raise(new StepStarted(id, kind == PlanAgentKind.User ? before.Steering.Count() : 0));
        if (node.AgentIndex < 0)
            return;
        turn.Raise(state.AgentOf(state.Steps[id]).Settings switch
        {
            DelaySettings delay => new WaitOpened(id, turn.Now.After(delay.Duration)),
            UserSettings user when Asks(user, state.Steps[id]) => new WaitOpened(id, null),
            _ => new StepSucceeded(id, 0, null),
        });
    }

    private static bool Asks(UserSettings user, StepState step) =>
        user.RequireInput && (step.Message.IsEmpty || user.Ask == Strategies.AskPolicy.Always);

    /// <summary>Dispatches the next attempt of a step, with the slots that it needs.</summary>
    public static void Dispatch(RunTurn turn, StepId id, ValueArray<Permit> permits)
    {
        var state = turn.State;
        var step = state.Steps[id];
        var isModel = state.AgentOf(step).Kind == PlanAgentKind.Llm;
        var unit = isModel ? Loops.NextUnit(state, step) : default;
        if (isModel)
            StepMessages.Deliver(turn, step, unit);
        turn.Raise(new StepDispatched(
            id,
            unit,
            step.Attempt + 1,
            turn.Node,
            AttemptRules.TimeoutOf(state, step),
            isModel && step.StartedAt is null ? state.Steering.Count() : 0)
        {
            Permits = permits,
        });
    }
}
