using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Links the steps of a graph: what each needs and follows, and who waits for it.</summary>
internal sealed class GraphLinks
{
    /// <summary>Up to so many dependencies are compared one by one, which costs less than a set.</summary>
    private const int FewDependencies = 16;

    private readonly GraphFlowDefinition graph;
    private readonly List<PlannedNode> nodes;
    private readonly int[] children;
    private readonly IssueList issues;
    private readonly StepNames names;

    private GraphLinks(GraphFlowDefinition graph, List<PlannedNode> nodes, int[] children, StepNames names, IssueList issues)
    {
        this.graph = graph;
        this.nodes = nodes;
        this.children = children;
        this.names = names;
        this.issues = issues;
    }

    /// <summary>Links the children of a graph, and notes what they can't wait for.</summary>
    public static void Add(GraphFlowDefinition graph, List<PlannedNode> nodes, int[] children, StrategyDefinition strategy, IssueList issues) =>
        new GraphLinks(graph, nodes, children, new StepNames(graph, strategy), issues).Add();

    private void Add()
    {
        var ids = Ids();
        var needs = new ImmutableArray<int>[children.Length];
        var after = new ImmutableArray<int>[children.Length];
        for (var i = 0; i < children.Length; i++)
        {
            var step = graph.Steps[i];
            needs[i] = Resolve(step, "needs", step.Needs, [], ids, nodes[children[i]]);

            // Who needs and follows the same step needs it.
            after[i] = Resolve(step, "after", step.After, needs[i], ids, nodes[children[i]]);
        }

        var dependents = Dependents(needs, after);
        for (var i = 0; i < children.Length; i++)
        {
            var (node, path, position) = nodes[children[i]];
            node = node with { Needs = needs[i], After = after[i], Dependents = dependents[i] };
            nodes[children[i]] = new PlannedNode(node, path, position);
        }

        if (StepCycle.Find(nodes, children) is { } cycle)
            issues.Add(StrategyCodes.DependencyCycle, cycle.Path, $"{cycle.Path}: steps wait for each other in a circle: {cycle.Text}.", cycle.Position);
    }

    private Dictionary<string, int> Ids()
    {
        var ids = new Dictionary<string, int>(children.Length, StringComparer.Ordinal);
        foreach (var child in children)
        {
            var (node, path, position) = nodes[child];
            if (node.Id is { } id)
                ids.TryAdd(id, child);
            else
                issues.Add(StrategyCodes.Required, path.Then("id"), $"{path.Then("id")}: every step of a graph has an id.", position);
        }

        return ids;
    }

    private ImmutableArray<int> Resolve(
        StepDefinition step, string key, ValueArray<string> wanted, ImmutableArray<int> but, Dictionary<string, int> ids, PlannedNode planned)
    {
        if (wanted.Count == 0)
            return [];
        var resolved = ImmutableArray.CreateBuilder<int>(wanted.Count);
        var seen = but.Length + wanted.Count > FewDependencies ? new HashSet<int>(but) : null;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!ids.TryGetValue(wanted[i], out var index))
                Refuse(StrategyCodes.UnknownDependency, i, $"there is no step \"{wanted[i]}\" in this graph{names.Hint(wanted[i])}");
            else if (index == planned.Node.Index)
                Refuse(StrategyCodes.DependencyCycle, i, $"a step waits for itself: {StepCycle.Edge(step.Id!, key == "needs", step.Id!)}");
            else if (seen?.Add(index) ?? !(but.Contains(index) || resolved.Contains(index)))
                resolved.Add(index);
        }

        return resolved.DrainToImmutable();

        void Refuse(string code, int i, string message)
        {
            var path = planned.Path.Then(key).Then(i);
            issues.Add(code, path, $"{path}: {message}.", planned.Position);
        }
    }

    private ImmutableArray<int>[] Dependents(ImmutableArray<int>[] needs, ImmutableArray<int>[] after)
    {
        var counts = new int[children.Length];
        ForEachEdge((upstream, _) => counts[upstream]++);
        var lists = counts.Select(count => count == 0 ? [] : new int[count]).ToArray();
        Array.Clear(counts);
        ForEachEdge((upstream, child) => lists[upstream][counts[upstream]++] = child);
        return [.. lists.Select(ImmutableCollectionsMarshal.AsImmutableArray)];

        void ForEachEdge(Action<int, int> visit)
        {
            for (var i = 0; i < children.Length; i++)
            {
                foreach (var upstream in needs[i])
                    visit(nodes[upstream].Node.Ordinal, children[i]);
                foreach (var upstream in after[i])
                    visit(nodes[upstream].Node.Ordinal, children[i]);
            }
        }
    }
}
