using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.Progress;

/// <summary>How flows let their steps in, and what follows when a step has ended. All of it folds: nothing here decides.</summary>
internal static class Flows
{
    /// <summary>The root flow begins with the input of its segment, or with its task.</summary>
    public static RunState Begin(RunState state, Segment segment, DateTimeOffset at)
    {
        var id = StepId.Root(segment.Number);
        var root = new StepState { Id = id, Parent = id, Node = 0, Message = Content.Of(segment.Input), StartedAt = at };
        return LetFirstIn(state, state.NodeOf(root).Task is { } task ? root with { Message = TaskText.Render(task, state, root) } : root);
    }

    /// <summary>A flow whose message is final lets its first step in; one whose steps go side by side as many as it may.</summary>
    public static RunState LetFirstIn(RunState state, StepState flow)
    {
        var node = state.NodeOf(flow);
        flow = flow with { Phase = StepPhase.Running, Flow = FlowProgress.Begin(node.Children.Length) };
        return node.Kind switch
        {
            PlanNodeKind.Broadcast => LetMoreIn(state, flow, node.Concurrency ?? node.Children.Length),
            PlanNodeKind.Graph => Graphs.Begin(state, flow),
            PlanNodeKind.ForEach => Lists.Begin(state, flow),
            _ => LetIn(state.WithStep(flow), flow, node.Children[0], flow.Message),
        };
    }

    /// <summary>What a step's end means for the flow around it.</summary>
    public static RunState AfterStep(RunState state, StepState step)
    {
        var isCutShort = state.IsUnwinding && StepMessages.AreWaiting(state, step.Id);
        if (state.Failure is not null || isCutShort || Scopes.Around(state, step) is not null)
            return state;
        var flow = state.Steps[step.Parent];
        var child = state.NodeOf(step);
        if (!child.IsObserver)
            flow = flow with { Usage = flow.Usage + step.Usage };
        return state.NodeOf(flow).Kind switch
        {
            PlanNodeKind.Sequential => AfterSequentialStep(state, flow, child, step.Output!),
            PlanNodeKind.Broadcast => AfterBroadcastStep(state, flow),
            PlanNodeKind.Cycle => AfterCycleStep(state, flow, child, step.Output!),
            PlanNodeKind.Graph => Graphs.AfterStep(state, flow, step),
            PlanNodeKind.ForEach => Lists.AfterStep(state, flow, step),
            var kind => throw new InvalidOperationException($"A node of kind {kind} has no steps."),
        };
    }

    /// <summary>Whether a flow goes on when one of its steps has failed.</summary>
    public static bool Outlives(PlanNodeKind flow) => flow is PlanNodeKind.Graph or PlanNodeKind.ForEach;

    /// <summary>
    /// Nothing new begins; what is live has its grace, and what has no attempt is cancelled at once. Of a run that was asked to stop, flows
    /// whose steps have all ended still close: if nothing was stopped, the run ends as if nobody had asked.
    /// </summary>
    public static RunState Unwind(RunState state, DateTimeOffset at)
    {
        var root = StepId.Root(state.Current!.Number);
        var kept = state.Timers.Where(timer => timer.Kind == RunTimerKind.RunExpiry || (timer.Kind == RunTimerKind.StopGrace && timer.Step == root)).ToList();
        var closing = state.Failure is null ? state.Closing : RunState.Empty.Closing;
        var unwinding = CancelIdle(state, closing, at).WithoutAgenda() with
        {
            Closing = closing,
            Timers = RunState.Empty.Timers.Union(kept),
            Live = state.Live.SetItems(state.Live.Values.Where(live => live.PauseEnds is not null).Select(live => KeyValuePair.Create(live.Step, live with { PauseEnds = null }))),
        };
        unwinding = SubRuns.Stop(unwinding);
        var isOver = unwinding.Live.IsEmpty && !SubRuns.AreAwaited(unwinding);
        return isOver || kept.Any(timer => timer.Kind == RunTimerKind.StopGrace)
            ? unwinding
            : unwinding.WithTimer(at.After(state.Current!.Settings.StopGrace), RunTimerKind.StopGrace, root);
    }

    /// <summary>The segment is over.</summary>
    public static RunState End(RunState state, RunStatus status, RunError? error, DateTimeOffset at)
    {
        var root = state.Steps[StepId.Root(state.Current!.Number)];
        var result = status is RunStatus.Completed or RunStatus.Mixed ? root.Output : null;
        var phase = status switch
        {
            RunStatus.Completed => StepPhase.Succeeded,
            RunStatus.Mixed or RunStatus.Failed => StepPhase.Failed,
            RunStatus.Expired => StepPhase.TimedOut,
            _ => StepPhase.Cancelled,
        };
        return RetentionRules.Arm(CancelOpen(state, at).WithoutAgenda().WithStep(root with { Phase = phase, EndedAt = at }) with
        {
            Status = status,
            End = new RunEnd(status, result, error, at),
            Live = RunState.Empty.Live,
            Permits = RunState.Empty.Permits,
            IsAdmitted = false,
            Timers = RunState.Empty.Timers,
            Agents = RunState.Empty.Agents,
            Steering = RunState.Empty.Steering,
            HoldReason = null,
            IsPausedByHand = false,
        });
    }

    /// <summary>A step whose message is known begins as soon as it may, or is skipped.</summary>
    public static RunState Admit(RunState state, StepState step)
    {
        state = state.WithStep(step);
        return state.Takes(step.Id) || !Conditions.Holds(state, step) ? state.Settles(step) : Steps.MakeReady(state, step);
    }

    /// <summary>All steps of a flow have ended.</summary>
    public static RunState Close(RunState state, StepState flow, Content output) =>
        state.WithStep(flow with { Output = output }) with { Closing = state.Closing.Add(new(flow.Node, flow.Id)) };

    /// <summary>Of a segment that ended early, what was under way or never begun is cancelled.</summary>
    private static RunState CancelOpen(RunState state, DateTimeOffset at)
    {
        var steps = state.Steps.ToBuilder();
        foreach (var step in state.Steps.Values.Where(step => !step.Phase.IsTerminal()))
            steps[step.Id] = step with { Phase = StepPhase.Cancelled, EndedAt = at, Until = null };
        return state with { Steps = steps.ToImmutable() };
    }

    /// <summary>Cancels the steps in which nothing is live and nothing closes.</summary>
    private static RunState CancelIdle(RunState state, ImmutableSortedSet<AgendaItem> closing, DateTimeOffset at)
    {
        var busy = new SortedSet<StepId> { StepId.Root(state.Current!.Number) };
        foreach (var id in state.Live.Keys.Concat(closing.Select(item => item.Step)).Concat(SubRuns.AwaitedBy(state)))
        {
            for (var step = state.Steps[id]; busy.Add(step.Id); step = state.Steps[step.Parent])
            {
            }
        }

        var steps = state.Steps.ToBuilder();
        foreach (var step in state.Steps.Values.Where(step => !step.Phase.IsTerminal() && !busy.Contains(step.Id)))
            steps[step.Id] = step with { Phase = StepPhase.Cancelled, EndedAt = at, Until = null };
        return state with { Steps = steps.ToImmutable() };
    }

    private static RunState AfterSequentialStep(RunState state, StepState flow, PlanNode child, Content output)
    {
        var node = state.NodeOf(flow);
        return child.Ordinal == node.Children.Length - 1
            ? Close(state, flow, output)
            : LetIn(state.WithStep(flow), flow, node.Children[child.Ordinal + 1], output);
    }

    private static RunState AfterBroadcastStep(RunState state, StepState flow)
    {
        flow = flow with { Flow = flow.Flow! with { Unfinished = flow.Flow.Unfinished - 1 } };
        if (flow.Flow.Unfinished > 0)
            return LetMoreIn(state, flow, 1);
        var node = state.NodeOf(flow);
        var steps = node.Children.Select(child => state.Steps[Places.In(flow, node, state.Plan().Nodes[child])]);
        return Close(state, flow, Content.Join(node.Separator, steps.Where(step => step.Phase == StepPhase.Succeeded).Select(step => step.Output!)));
    }

    private static RunState AfterCycleStep(RunState state, StepState flow, PlanNode child, Content output)
    {
        var node = state.NodeOf(flow);
        if (child.IsObserver)
        {
            return BreakSignal.IsIn(output.Preview, node.BreakSignals, node.BreakMatch)
                ? Close(state, flow, flow.Flow!.Text)
                : AfterRound(state, flow, node, output);
        }

        if (child.Ordinal < node.Children.Length - 1)
            return LetIn(state.WithStep(flow), flow, node.Children[child.Ordinal + 1], output);
        if (node.Observer < 0)
            return AfterRound(state, flow, node, output);
        flow = flow with { Flow = flow.Flow! with { Text = output } };
        return LetIn(state.WithStep(flow), flow, node.Observer, output);
    }

    private static RunState AfterRound(RunState state, StepState flow, PlanNode node, Content text)
    {
        var round = flow.Flow!.Round;
        if (node.Cycles is { } cycles && round >= cycles)
            return Close(state, flow, text);
        if (state.IsUnwinding)
            return state;
        flow = flow with { AttemptsForgotten = Restarts.HighestAttempt(state, flow) };
        state = Forget(state, flow);
        flow = flow with { Flow = flow.Flow! with { Round = round + 1 } };
        return LetIn(state.WithStep(flow), flow, node.Children[0], text);
    }

    /// <summary>Drops the steps of a round: only the latest is kept.</summary>
    private static RunState Forget(RunState state, StepState flow) =>
        state with { Steps = state.Steps.RemoveRange(Places.Below(state, flow).Select(step => step.Id).ToList()) };

    private static RunState LetMoreIn(RunState state, StepState flow, int count)
    {
        if (state.IsUnwinding)
            return state.WithStep(flow);
        var node = state.NodeOf(flow);
        var entered = flow.Flow!.Entered;
        var last = Math.Min(entered + count, node.Children.Length);
        state = state.WithStep(flow with { Flow = flow.Flow with { Entered = last } });
        for (var next = entered; next < last; next++)
            state = LetIn(state, flow, node.Children[next], flow.Message);
        return state;
    }

    private static RunState LetIn(RunState state, StepState flow, int child, Content message) => state.IsUnwinding ? state : Admit(state, Restarts.In(flow, new StepState
    {
        Id = Places.In(flow, state.NodeOf(flow), state.Plan().Nodes[child]),
        Parent = flow.Id,
        Node = child,
        Message = message,
    }));
}
