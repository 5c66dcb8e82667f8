using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Steps of a graph that wait for each other in a circle.</summary>
/// <param name="Path">The key of the first of them, in the order of the file, by which it waits for the next.</param>
/// <param name="Text">The circle: <c>a needs b, b after a</c>.</param>
/// <param name="Position">Where the first of them stands.</param>
internal sealed record StepCycle(SourcePath Path, string Text, SourcePosition Position)
{
    /// <summary>More edges than these don't make a circle clearer.</summary>
    private const int MostEdges = 20;

    /// <summary>The first circle of a graph; null when there is none. The same strategy always gives the same.</summary>
    public static StepCycle? Find(IReadOnlyList<PlannedNode> nodes, int[] children)
    {
        var order = GraphOrder.Of(nodes, children);
        if (order.Count == children.Length)
            return null;
        var stuck = children.Except(order).ToHashSet();

        // Each of these waits for another of them: whoever goes on and on comes round.
        var seen = new Dictionary<int, int>();
        var way = new List<int>();
        for (var step = children.First(stuck.Contains); seen.TryAdd(step, way.Count); step = Upstream(nodes[step].Node).First(stuck.Contains))
            way.Add(step);
        var last = Upstream(nodes[way[^1]].Node).First(stuck.Contains);
        var circle = way[seen[last]..];
        var first = circle.IndexOf(circle.Min());
        return Describe(nodes, [.. circle[first..], .. circle[..first]]);
    }

    /// <summary>How a message says that one step waits for another.</summary>
    public static string Edge(string step, bool isNeed, string upstream) => $"{step} {(isNeed ? "needs" : "after")} {upstream}";

    private static StepCycle Describe(IReadOnlyList<PlannedNode> nodes, List<int> circle)
    {
        var edges = circle.Take(MostEdges).Select((step, i) =>
        {
            var (node, upstream) = (nodes[step].Node, nodes[circle[(i + 1) % circle.Count]].Node);
            return Edge(node.Id!, node.Needs.Contains(upstream.Index), upstream.Id!);
        });
        var more = circle.Count > MostEdges ? $", and {circle.Count - MostEdges} more" : "";
        var first = nodes[circle[0]];
        var key = first.Node.Needs.Contains(circle[1 % circle.Count]) ? "needs" : "after";
        return new StepCycle(first.Path.Then(key), string.Join(", ", edges) + more, first.Position);
    }

    private static IEnumerable<int> Upstream(PlanNode node) => node.Needs.Concat(node.After);
}
