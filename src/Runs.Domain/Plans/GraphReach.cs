namespace Runs.Domain.Plans;

/// <summary>
/// Tells whether a step of a graph stands upstream of another. Most look-ups are of a step that is waited for directly. The others are
/// gathered and answered 64 at a time, in one pass over the graph: that costs edges × looked-up steps / 64, whatever a file asks.
/// </summary>
internal sealed class GraphReach(IReadOnlyList<PlannedNode> nodes)
{
    private readonly HashSet<(int Upstream, int Step)> open = [];
    private readonly HashSet<(int Upstream, int Step)> denied = [];

    /// <summary>How many answers are owed.</summary>
    public int Open => open.Count;

    /// <summary>Notes that it will be asked whether a step waits, however indirectly, for another of its graph.</summary>
    public void Ask(int upstream, int step)
    {
        if (!IsDirect(upstream, step))
            open.Add((upstream, step));
    }

    /// <summary>Whether a step waits for another of its graph. Asked for before; in a circle everything is taken to.</summary>
    public bool IsUpstream(int upstream, int step) => !denied.Contains((upstream, step));

    /// <summary>Finds the answers.</summary>
    public void Answer()
    {
        foreach (var graph in open.GroupBy(question => nodes[question.Step].Node.Parent))
        {
            var children = nodes[graph.Key].Node.Children;
            var order = GraphOrder.Of(nodes, children);
            if (order.Count < children.Length)
                continue;
            var edges = FlatEdges(children.Length, order);
            foreach (var block in graph.GroupBy(question => question.Upstream, question => question.Step).Chunk(64))
                Answer(block, edges, children.Length);
        }
    }

    private bool IsDirect(int upstream, int step) =>
        nodes[step].Node.Needs.AsSpan().Contains(upstream) || nodes[step].Node.After.AsSpan().Contains(upstream);

    /// <summary>The edges as pairs of places in the graph, each behind all those that lead to it: a pass reads nothing else.</summary>
    private (int From, int To)[] FlatEdges(int count, List<int> order)
    {
        var edges = new List<(int From, int To)>(count);
        foreach (var step in order)
        {
            var node = nodes[step].Node;
            foreach (var dependent in node.Dependents)
                edges.Add((node.Ordinal, nodes[dependent].Node.Ordinal));
        }

        return [.. edges];
    }

    private void Answer(IGrouping<int, int>[] block, (int From, int To)[] edges, int count)
    {
        // Bit i of a step's mask: the step is, or waits for, the i-th step that is looked up.
        var masks = new ulong[count];
        for (var i = 0; i < block.Length; i++)
            masks[nodes[block[i].Key].Node.Ordinal] |= 1UL << i;
        foreach (var (from, to) in edges)
            masks[to] |= masks[from];
        for (var i = 0; i < block.Length; i++)
        {
            foreach (var step in block[i])
            {
                if ((masks[nodes[step].Node.Ordinal] & (1UL << i)) == 0)
                    denied.Add((block[i].Key, step));
            }
        }
    }
}
