using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>Where the steps of a plan stand in a run.</summary>
internal static class Places
{
    /// <summary>The place of a child in the present round of its flow. The child of a list has one for each item.</summary>
    public static StepId In(StepState flow, PlanNode node, PlanNode child) => node.Kind switch
    {
        PlanNodeKind.Graph => child.Id is { } id ? flow.Id.Child(id) : flow.Id.Child(child.Ordinal),
        PlanNodeKind.Cycle when child.IsObserver => flow.Id.Cycle(flow.Flow!.Round).Observer(),
        PlanNodeKind.Cycle => flow.Id.Cycle(flow.Flow!.Round).Child(child.Ordinal),
        _ => flow.Id.Child(child.Ordinal),
    };

    /// <summary>The place of an instance of a list.</summary>
    public static StepId In(StepState list, int instance) => list.Id.Child(instance);

    /// <summary>
    /// The place of a node's latest step, as seen from a step: in a list its own instance. <see langword="null"/> when its flow has
    /// not begun, or when it stands in a list that the step doesn't stand in.
    /// </summary>
    public static StepId? Of(RunState state, int node, StepState? seenFrom)
    {
        var plan = state.Plan();
        if (node == 0)
            return StepId.Root(state.Current!.Number);
        var planned = plan.Nodes[node];
        if (Of(state, planned.Parent, seenFrom) is not { } parent || !state.Steps.TryGetValue(parent, out var flow) || flow.Flow is null)
            return null;
        var around = plan.Nodes[planned.Parent];
        if (around.Kind != PlanNodeKind.ForEach)
            return In(flow, around, planned);
        return InstanceAround(state, seenFrom, parent) is { } instance ? In(flow, instance) : null;
    }

    /// <summary>The steps in a flow that have been let in, those of flows in it included, outer ones first.</summary>
    public static IEnumerable<StepState> Below(RunState state, StepState flow)
    {
        if (flow.Flow is null)
            yield break;
        foreach (var place in ChildrenOf(state, flow))
        {
            if (!state.Steps.TryGetValue(place, out var step))
                continue;
            yield return step;
            foreach (var inner in Below(state, step))
                yield return inner;
        }
    }

    /// <summary>The places of the steps of a flow's present round, its observer's last; of a list those of the items that were let in.</summary>
    public static IEnumerable<StepId> ChildrenOf(RunState state, StepState flow)
    {
        var node = state.NodeOf(flow);
        if (node.Kind == PlanNodeKind.ForEach)
            return Enumerable.Range(0, flow.Flow!.Entered).Select(instance => In(flow, instance));
        var children = node.Observer < 0 ? node.Children : node.Children.Add(node.Observer);
        return children.Select(child => In(flow, node, state.Plan().Nodes[child]));
    }

    private static int? InstanceAround(RunState state, StepState? step, StepId list)
    {
        while (step is not null && step.Id != step.Parent)
        {
            if (step.Parent == list)
                return step.Instance;
            step = state.Steps[step.Parent];
        }

        return null;
    }
}
