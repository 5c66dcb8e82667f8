using System.Collections.Immutable;

namespace Runs.Domain.Plans;

/// <summary>
/// Tells which nodes may start before another has finished: those before its end in pre-order, and those after it that stand in
/// another branch of a broadcast around it. Works on ranges of the pre-order, so that a look-up costs the depth of the flow and not
/// the number of its steps.
/// </summary>
internal sealed class StepOrder
{
    private readonly IReadOnlyList<PlannedNode> nodes;
    private readonly int[] ends;

    public StepOrder(IReadOnlyList<PlannedNode> nodes)
    {
        this.nodes = nodes;
        ends = new int[nodes.Count];
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            ends[i] = Math.Max(ends[i], i + 1);
            var parent = nodes[i].Node.Parent;
            if (parent >= 0)
                ends[parent] = Math.Max(ends[parent], ends[i]);
        }
    }

    /// <summary>The first of the given nodes, which stand in order, that may start before the target has finished; null when there is none.</summary>
    public PlannedNode? FirstTooEarly(int target, ImmutableArray<PlannedNode> uses)
    {
        if (FirstWithin(0, ends[target], uses) is { } before)
            return before;

        for (var branch = target; nodes[branch].Node.Parent is >= 0 and var parent; branch = parent)
        {
            if (nodes[parent].Node.Kind == PlanNodeKind.Broadcast && FirstWithin(ends[branch], ends[parent], uses) is { } beside)
                return beside;
        }

        return null;
    }

    private static PlannedNode? FirstWithin(int start, int end, ImmutableArray<PlannedNode> uses)
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

        return low < uses.Length && uses[low].Node.Index < end ? uses[low] : null;
    }
}
