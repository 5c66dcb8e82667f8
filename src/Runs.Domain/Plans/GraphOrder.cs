namespace Runs.Domain.Plans;

/// <summary>The steps of a graph in an order in which each stands behind all that it waits for.</summary>
internal static class GraphOrder
{
    /// <summary>
    /// The steps, as indices of nodes. Those of a circle, and what waits for them, are left out.
    /// </summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="children">The steps of the graph.</param>
    public static List<int> Of(IReadOnlyList<PlannedNode> nodes, IReadOnlyList<int> children)
    {
        var order = new List<int>(children.Count);
        var unmet = new int[children.Count];
        foreach (var child in children)
        {
            var node = nodes[child].Node;
            unmet[node.Ordinal] = node.Needs.Length + node.After.Length;
            if (unmet[node.Ordinal] == 0)
                order.Add(child);
        }

        for (var i = 0; i < order.Count; i++)
        {
            foreach (var dependent in nodes[order[i]].Node.Dependents)
            {
                if (--unmet[nodes[dependent].Node.Ordinal] == 0)
                    order.Add(dependent);
            }
        }

        return order;
    }
}
