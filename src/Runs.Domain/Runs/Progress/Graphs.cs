using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>
/// The schedule of a graph, folded. A step counts what it still waits for; each end of a step costs what depends on it. Slots go to
/// the first in the order of the file; people, delays and the like wait without one.
/// </summary>
internal static class Graphs
{
    public static RunState Begin(RunState state, StepState graph)
    {
        var node = state.NodeOf(graph);
        var nodes = state.Plan().Nodes;
        var steps = state.Steps.ToBuilder();
        steps[graph.Id] = graph;
        foreach (var child in node.Children)
        {
            var planned = nodes[child];
            var id = Places.In(graph, node, planned);
            steps[id] = Restarts.In(graph, new StepState
            {
                Id = id,
                Parent = graph.Id,
                Node = child,
                Message = graph.Message,
                Phase = StepPhase.Pending,
                Unmet = Upstream(planned),
            });
        }

        state = state with { Steps = steps.ToImmutable() };
        foreach (var child in node.Children)
        {
            if (StepOf(state, graph.Id, nodes[child]) is var step && state.Takes(step.Id))
                state = state.Settles(step);
            else if (Upstream(nodes[child]) == 0)
                state = Offer(state, graph.Id, child);
        }

        return Fill(state, graph.Id);
    }

    /// <summary>A step has ended: its slot is free, and what depends on it is a step nearer to its own begin, or will never begin.</summary>
    public static RunState AfterStep(RunState state, StepState graph, StepState step)
    {
        var node = state.NodeOf(step);
        var progress = graph.Flow!;
        state = state.WithStep(graph with
        {
            Flow = progress with
            {
                Unfinished = progress.Unfinished - 1,
                Holding = progress.Holding - (step.HoldsSlot ? 1 : 0),
                Ended = progress.Ended.With(step.Phase, node.OnTimeout == Strategies.TimeoutAction.FailRun, 1),
            },
        });
        if (step.HoldsSlot)
            state = state.WithStep(step with { HoldsSlot = false });
        foreach (var dependent in node.Dependents)
            state = Tell(state, graph.Id, dependent, step);
        state = Fill(state, graph.Id);
        graph = state.Steps[graph.Id];
        return graph.Flow!.Unfinished == 0 ? Flows.Close(state, graph, Sinks(state, graph)) : state;
    }

    /// <summary>Takes a step that has not begun off the graph's list of those that wait for a slot.</summary>
    public static RunState Withdraw(RunState state, StepState step)
    {
        var graph = state.Steps[step.Parent];
        var ordinal = state.NodeOf(step).Ordinal;
        return graph.Flow!.Waiting.Contains(ordinal)
            ? state.WithStep(graph with { Flow = graph.Flow with { Waiting = graph.Flow.Waiting.Remove(ordinal) } })
            : state;
    }

    /// <summary>A step that was ready and has not begun is pending again, and its slot is free.</summary>
    public static RunState TakeBack(RunState state, StepState step)
    {
        if (step.Phase != StepPhase.Ready)
            return state;
        var graph = state.Steps[step.Parent];
        var item = new AgendaItem(step.Node, step.Id);
        return state
            .WithStep(graph with { Flow = graph.Flow! with { Holding = graph.Flow.Holding - (step.HoldsSlot ? 1 : 0) } })
            .WithStep(step with { Phase = StepPhase.Pending, HoldsSlot = false }) with
        {
            Ready = state.Ready.Remove(item),
            Gated = state.Gated.Remove(item),
            Entering = state.Entering.Remove(item),
        };
    }

    /// <summary>A pending step, when others that it waits for have been begun anew: counts again what it waits for.</summary>
    public static RunState Reconsider(RunState state, StepId graph, int child)
    {
        var node = state.Plan().Nodes[child];
        var step = StepOf(state, graph, node);
        if (state.Takes(step.Id))
            return state.Settles(step);
        state = Withdraw(state, step);
        state = state with { Settling = state.Settling.Remove(new(child, step.Id)) };
        if (node.Needs.Any(need => PhaseOf(state, graph, need) is var phase && phase.IsTerminal() && phase != StepPhase.Succeeded))
            return state.Settles(step);
        step = step with { Unmet = node.Needs.Concat(node.After).Count(upstream => !PhaseOf(state, graph, upstream).IsTerminal()) };
        state = state.WithStep(step);
        return step.Unmet == 0 ? Offer(state, graph, child) : state;
    }

    private static StepPhase PhaseOf(RunState state, StepId graph, int child) => StepOf(state, graph, state.Plan().Nodes[child]).Phase;

    private static int Upstream(PlanNode node) => node.Needs.Length + node.After.Length;

    private static RunState Tell(RunState state, StepId graph, int dependent, StepState ended)
    {
        var plan = state.Plan();
        var node = plan.Nodes[dependent];
        var step = StepOf(state, graph, node);
        if (step.Phase != StepPhase.Pending || state.Takes(step.Id))
            return state;
        if (ended.Phase != StepPhase.Succeeded && node.Needs.Contains(ended.Node))
            return state.Settles(step);
        step = step with { Unmet = step.Unmet - 1 };
        state = state.WithStep(step);
        return step.Unmet == 0 ? Offer(state, graph, dependent) : state;
    }

    /// <summary>A step waits for no other any more.</summary>
    private static RunState Offer(RunState state, StepId graph, int child)
    {
        var node = state.Plan().Nodes[child];
        var step = StepOf(state, graph, node);
        if (!Conditions.Holds(state, step))
            return state.Settles(step);
        if (!TakesSlot(state.Plan(), node))
            return Steps.MakeReady(state, step with { Phase = StepPhase.Ready });
        var flow = state.Steps[graph];
        return state.WithStep(flow with { Flow = flow.Flow! with { Waiting = flow.Flow.Waiting.Add(node.Ordinal) } });
    }

    /// <summary>Slots go to the first steps that wait for nothing else.</summary>
    public static RunState Fill(RunState state, StepId graph)
    {
        if (state.IsUnwinding)
            return state;
        var flow = state.Steps[graph];
        var node = state.NodeOf(flow);
        var slots = node.Concurrency ?? int.MaxValue;
        var progress = flow.Flow!;
        while (!progress.Waiting.IsEmpty && progress.Holding < slots)
        {
            var ordinal = progress.Waiting.Min;
            progress = progress with { Waiting = progress.Waiting.Remove(ordinal), Holding = progress.Holding + 1 };
            var step = StepOf(state, graph, state.Plan().Nodes[node.Children[ordinal]]);
            state = Steps.MakeReady(state, step with { Phase = StepPhase.Ready, HoldsSlot = true });
        }

        return progress == flow.Flow ? state : state.WithStep(flow with { Flow = progress });
    }

    private static bool TakesSlot(Plan plan, PlanNode node) =>
        node.AgentIndex < 0 || Steps.IsAttempted(plan.Agents[node.AgentIndex].Kind);

    private static StepState StepOf(RunState state, StepId graph, PlanNode child) =>
        state.Steps[child.Id is { } id ? graph.Child(id) : graph.Child(child.Ordinal)];

    /// <summary>What the graph comes to: the texts, where they have any, of the steps that nobody waits for, in the order of the file.</summary>
    private static Content Sinks(RunState state, StepState graph)
    {
        var nodes = state.Plan().Nodes;
        var sinks = state.NodeOf(graph).Children.Where(child => nodes[child].Dependents.IsEmpty)
            .Select(child => StepOf(state, graph.Id, nodes[child]))
            .Where(step => step is { Phase: StepPhase.Succeeded, Output.IsEmpty: false });
        return Content.Join("\n\n", sinks.Select(step => step.Output!));
    }
}
