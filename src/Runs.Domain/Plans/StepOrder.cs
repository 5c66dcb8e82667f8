using System.Collections.Immutable;

namespace Runs.Domain.Plans;

/// <summary>
/// Tells which nodes may start before another has finished. Works on ranges of the pre-order, so that a look-up costs the depth of the
/// flow and not the number of its steps; in graphs, where the order of the file says nothing, it asks for each use.
/// </summary>
internal sealed class StepOrder
{
    private readonly IReadOnlyList<PlannedNode> nodes;
    private readonly int[] ends;
    private readonly int[] lists;
    private readonly GraphReach reach;

    public StepOrder(IReadOnlyList<PlannedNode> nodes)
    {
        this.nodes = nodes;
        reach = new GraphReach(nodes);
        ends = new int[nodes.Count];
        lists = new int[nodes.Count];
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            ends[i] = Math.Max(ends[i], i + 1);
            var parent = nodes[i].Node.Parent;
            if (parent >= 0)
                ends[parent] = Math.Max(ends[parent], ends[i]);
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            var parent = nodes[i].Node.Parent;
            lists[i] = parent < 0 ? -1 : nodes[parent].Node.Kind == PlanNodeKind.ForEach ? parent : lists[parent];
        }
    }

    /// <summary>Questions about graphs that have been asked and not answered.</summary>
    public int Open => reach.Open;

    /// <summary>Whether a node stands in a list.</summary>
    public bool IsInList(int node) => lists[node] >= 0;

    /// <summary>The first of the given nodes, which stand in order, that stands outside the innermost list around the target; null when there is none.</summary>
    public PlannedNode? FirstOutside(int target, ImmutableArray<PlannedNode> uses) => lists[target] is >= 0 and var list
        ? FirstWithin(0, list + 1, uses) ?? FirstWithin(ends[list], nodes.Count, uses)
        : null;

    /// <summary>Notes that <see cref="FirstTooEarly"/> will be asked.</summary>
    public void Ask(int target, ImmutableArray<PlannedNode> uses)
    {
        foreach (var (branch, graph) in GraphsAround(target))
        {
            foreach (var step in BranchesBeside(branch, graph, uses))
                reach.Ask(branch, step.Branch);
        }
    }

    /// <summary>Finds the answers to what was asked.</summary>
    public void Answer() => reach.Answer();

    /// <summary>The first of the given nodes, which stand in order, that may start before the target has finished; null when there is none.</summary>
    public PlannedNode? FirstTooEarly(int target, ImmutableArray<PlannedNode> uses)
    {
        var first = FirstWithin(target, ends[target], uses);
        for (var branch = target; nodes[branch].Node.Parent is >= 0 and var parent; branch = parent)
        {
            var early = nodes[parent].Node.Kind switch
            {
                PlanNodeKind.Broadcast => FirstWithin(parent, branch, uses) ?? FirstWithin(ends[branch], ends[parent], uses),
                PlanNodeKind.Graph => FirstWithin(parent, parent + 1, uses) ?? FirstBeside(branch, parent, uses),
                _ => FirstWithin(parent, branch, uses),
            };
            if (early is { } found && (first is not { } best || found.Node.Index < best.Node.Index))
                first = found;
        }

        return first;
    }

    private PlannedNode? FirstBeside(int branch, int graph, ImmutableArray<PlannedNode> uses)
    {
        foreach (var (step, use) in BranchesBeside(branch, graph, uses))
        {
            if (!reach.IsUpstream(branch, step))
                return use;
        }

        return null;
    }

    private IEnumerable<(int Branch, int Graph)> GraphsAround(int target)
    {
        for (var branch = target; nodes[branch].Node.Parent is >= 0 and var parent; branch = parent)
        {
            if (nodes[parent].Node.Kind == PlanNodeKind.Graph)
                yield return (branch, parent);
        }
    }

    /// <summary>The steps of a graph, but one, in which the given nodes stand.</summary>
    private IEnumerable<(int Branch, PlannedNode Use)> BranchesBeside(int branch, int graph, ImmutableArray<PlannedNode> uses)
    {
        for (var i = FirstAtLeast(graph + 1, uses); i < uses.Length && uses[i].Node.Index < ends[graph]; i++)
        {
            var use = uses[i].Node.Index;
            if (use < branch || use >= ends[branch])
                yield return (ChildAround(use, graph), uses[i]);
        }
    }

    private int ChildAround(int node, int graph)
    {
        var children = nodes[graph].Node.Children;
        var place = children.BinarySearch(node);
        return children[place >= 0 ? place : ~place - 1];
    }

    private static PlannedNode? FirstWithin(int start, int end, ImmutableArray<PlannedNode> uses) =>
        FirstAtLeast(start, uses) is var place && place < uses.Length && uses[place].Node.Index < end ? uses[place] : null;

    private static int FirstAtLeast(int start, ImmutableArray<PlannedNode> uses)
    {
        var (low, high) = (0, uses.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (uses[middle].Node.Index < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
