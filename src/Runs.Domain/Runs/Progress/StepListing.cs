using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The steps of the current segment as people read them.</summary>
public static class StepListing
{
    /// <summary>
    /// All of them that have been let in: a flow before what is in it, siblings in the order of the plan, the instances of a list in the
    /// order of its items.
    /// </summary>
    public static IEnumerable<StepState> Of(RunState state) =>
        RootOf(state) is { } root ? Places.Below(state, root).Prepend(root) : [];

    /// <summary>
    /// What the run comes to: the steps of the root graph that no other names in its needs or after; where the root is no graph, its
    /// last step. Only those that have been let in.
    /// </summary>
    public static IEnumerable<StepState> SinksOf(RunState state) =>
        RootOf(state) is { } root && root.Flow is not null
            ? Places.ChildrenOf(state, root).Where(state.Steps.ContainsKey).Select(place => state.Steps[place]).Where(step => IsSink(state, step))
            : [];

    /// <summary>Whether a step is one of the sinks.</summary>
    public static bool IsSink(RunState state, StepState step)
    {
        var node = state.NodeOf(step);
        if (node.Parent != 0 || node.IsObserver || step.Id == step.Parent)
            return false;
        var root = state.Plan().Nodes[0];
        return root.Kind == PlanNodeKind.Graph ? node.Dependents.IsEmpty : node.Index == root.Children[^1];
    }

    /// <summary>What a graph's step needs and follows, each once, in that order; nothing for any other step.</summary>
    public static IEnumerable<StepState> UpstreamOf(RunState state, StepState step)
    {
        var node = state.NodeOf(step);
        return node.Needs.Concat(node.After).Select(other => state.Steps[Places.Of(state, other, step)!.Value]);
    }

    private static StepState? RootOf(RunState state) =>
        state.Current is { } segment ? state.Steps.GetValueOrDefault(StepId.Root(segment.Number)) : null;
}
