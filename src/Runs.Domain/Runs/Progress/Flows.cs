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

    /// <summary>A flow whose message is final lets its first step in; a broadcast as many as it may.</summary>
    public static RunState LetFirstIn(RunState state, StepState flow)
    {
        var node = state.NodeOf(flow);
        flow = flow with { Phase = StepPhase.Running, Flow = FlowProgress.Begin(node.Children.Length) };
        return node.Kind == PlanNodeKind.Broadcast
            ? LetMoreIn(state, flow, node.Concurrency ?? node.Children.Length)
            : LetIn(state.WithStep(flow), flow, node.Children[0], flow.Message);
    }

    /// <summary>What a step's end means for the flow around it.</summary>
    public static RunState AfterStep(RunState state, StepState step)
    {
        if (state.IsUnwinding)
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
            var kind => throw new InvalidOperationException($"A node of kind {kind} has no steps."),
        };
    }

    /// <summary>The flows around a failed step have failed with it; the root's end is the segment's.</summary>
    public static RunState FailAround(RunState state, StepState step, DateTimeOffset at)
    {
        for (var flow = state.Steps[step.Parent]; flow.Id != flow.Parent; flow = state.Steps[flow.Parent])
            state = state.WithStep(flow with { Phase = StepPhase.Failed, EndedAt = at });
        return state;
    }

    /// <summary>Nothing new begins; what is live has its grace.</summary>
    public static RunState Unwind(RunState state, DateTimeOffset at)
    {
        var graceEnds = state.Timers.Where(timer => timer.Kind == RunTimerKind.StopGrace).ToList();
        var unwinding = state.WithoutAgenda() with { Timers = RunState.Empty.Timers.Union(graceEnds) };
        return graceEnds.Count > 0 || unwinding.Live.IsEmpty
            ? unwinding
            : unwinding.WithTimer(at.After(state.Current!.Settings.StopGrace), RunTimerKind.StopGrace, StepId.Root(state.Current.Number));
    }

    /// <summary>The segment is over.</summary>
    public static RunState End(RunState state, RunStatus status, RunError? error, DateTimeOffset at)
    {
        var root = state.Steps[StepId.Root(state.Current!.Number)];
        var result = status == RunStatus.Completed ? root.Output : null;
        var phase = status switch
        {
            RunStatus.Completed => StepPhase.Succeeded,
            RunStatus.Failed => StepPhase.Failed,
            _ => StepPhase.Cancelled,
        };
        return RetentionRules.Arm(CancelOpen(state, at).WithoutAgenda().WithStep(root with { Phase = phase, EndedAt = at }) with
        {
            Status = status,
            End = new RunEnd(status, result, error, at),
            Live = RunState.Empty.Live,
            Timers = RunState.Empty.Timers,
            Agents = RunState.Empty.Agents,
            Steering = RunState.Empty.Steering,
            HoldReason = null,
        });
    }

    /// <summary>The place of a node's latest step; <see langword="null"/> when its flow has not begun.</summary>
    public static StepId? Locate(RunState state, int node)
    {
        var plan = state.Plan();
        if (node == 0)
            return StepId.Root(state.Current!.Number);
        var planned = plan.Nodes[node];
        return Locate(state, planned.Parent) is { } parent && state.Steps.TryGetValue(parent, out var flow) && flow.Flow is not null
            ? PlaceIn(flow, plan.Nodes[planned.Parent], planned)
            : null;
    }

    /// <summary>Of a segment that ended early, what was under way or never begun is cancelled.</summary>
    private static RunState CancelOpen(RunState state, DateTimeOffset at)
    {
        var steps = state.Steps.ToBuilder();
        foreach (var step in state.Steps.Values.Where(step => !step.Phase.IsTerminal()))
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
        var outputs = node.Children.Select(child => state.Steps[PlaceIn(flow, node, state.Plan().Nodes[child])].Output!);
        return Close(state, flow, Content.Join(node.Separator, outputs));
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
        state = Forget(state, flow, node);
        flow = flow with { Flow = flow.Flow with { Round = round + 1 } };
        return LetIn(state.WithStep(flow), flow, node.Children[0], text);
    }

    /// <summary>Drops the steps of a round: only the latest is kept.</summary>
    private static RunState Forget(RunState state, StepState flow, PlanNode node)
    {
        var plan = state.Plan();
        foreach (var child in node.Observer < 0 ? node.Children : node.Children.Add(node.Observer))
        {
            var planned = plan.Nodes[child];
            if (!state.Steps.TryGetValue(PlaceIn(flow, node, planned), out var step))
                continue;
            if (step.Flow is not null)
                state = Forget(state, step, planned);
            state = state with { Steps = state.Steps.Remove(step.Id) };
        }

        return state;
    }

    private static RunState Close(RunState state, StepState flow, Content output) =>
        state.WithStep(flow with { Output = output }) with { Closing = state.Closing.Add(new(flow.Node, flow.Id)) };

    private static RunState LetMoreIn(RunState state, StepState flow, int count)
    {
        var node = state.NodeOf(flow);
        var entered = flow.Flow!.Entered;
        var last = Math.Min(entered + count, node.Children.Length);
        state = state.WithStep(flow with { Flow = flow.Flow with { Entered = last } });
        for (var next = entered; next < last; next++)
            state = LetIn(state, flow, node.Children[next], flow.Message);
        return state;
    }

    private static RunState LetIn(RunState state, StepState flow, int child, Content message)
    {
        var planned = state.Plan().Nodes[child];
        var step = new StepState
        {
            Id = PlaceIn(flow, state.NodeOf(flow), planned),
            Parent = flow.Id,
            Node = child,
            Message = message,
        };
        return Steps.MakeReady(state.WithStep(step), step);
    }

    private static StepId PlaceIn(StepState flow, PlanNode node, PlanNode child)
    {
        var place = node.Kind == PlanNodeKind.Cycle ? flow.Id.Cycle(flow.Flow!.Round) : flow.Id;
        return child.IsObserver ? place.Observer() : place.Child(child.Ordinal);
    }
}
