using Runs.Domain.Plans;

namespace Runs.Node.Graphs;

/// <summary>The steps of a graph by how many steps stand before them at most: those of one layer can go side by side.</summary>
internal static class Layers
{
    /// <summary>The layers, from the first; within each the order of the file.</summary>
    public static IReadOnlyList<IReadOnlyList<PlanNode>> Of(Plan plan, PlanNode graph)
    {
        var unmet = graph.Children.ToDictionary(child => child, child => plan.Nodes[child].Needs.Length + plan.Nodes[child].After.Length);
        var layers = new List<IReadOnlyList<PlanNode>>();
        var next = graph.Children.Where(child => unmet[child] == 0).ToList();
        while (next.Count > 0)
        {
            layers.Add([.. next.Order().Select(child => plan.Nodes[child])]);
            var freed = new List<int>();
            foreach (var dependent in next.SelectMany(child => plan.Nodes[child].Dependents))
            {
                if (--unmet[dependent] == 0)
                    freed.Add(dependent);
            }

            next = freed;
        }

        return layers;
    }
}
