using System.Collections.Immutable;
using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Links the steps of a graph: what each needs and follows, and who waits for it.</summary>
internal static class GraphLinks
{
    public static void Add(GraphFlowDefinition graph, List<PlannedNode> nodes, int[] children, IssueList issues)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var child in children)
        {
            if (nodes[child].Node.Id is { } id)
                ids.TryAdd(id, child);
        }

        var dependents = new Dictionary<int, ImmutableArray<int>.Builder>();
        for (var i = 0; i < children.Length; i++)
        {
            var (node, path, position) = nodes[children[i]];
            var needs = Resolve(graph.Steps[i].Needs, [], ids, path.Then("needs"), position, issues);

            // Who needs and follows the same step needs it.
            var after = Resolve(graph.Steps[i].After, needs, ids, path.Then("after"), position, issues);
            nodes[children[i]] = new PlannedNode(node with { Needs = needs, After = after }, path, position);
            foreach (var upstream in needs.Concat(after))
                ForDependents(dependents, upstream).Add(children[i]);
        }

        foreach (var (upstream, downstream) in dependents)
            nodes[upstream] = nodes[upstream] with { Node = nodes[upstream].Node with { Dependents = downstream.ToImmutable() } };
    }

    private static ImmutableArray<int>.Builder ForDependents(Dictionary<int, ImmutableArray<int>.Builder> dependents, int upstream)
    {
        if (!dependents.TryGetValue(upstream, out var downstream))
            dependents.Add(upstream, downstream = ImmutableArray.CreateBuilder<int>());
        return downstream;
    }

    private static ImmutableArray<int> Resolve(
        ValueArray<string> names, ImmutableArray<int> but, Dictionary<string, int> ids, SourcePath path, SourcePosition position, IssueList issues)
    {
        if (names.Count == 0)
            return [];
        var resolved = ImmutableArray.CreateBuilder<int>(names.Count);
        var seen = new HashSet<int>(but);
        for (var i = 0; i < names.Count; i++)
        {
            if (!ids.TryGetValue(names[i], out var index))
                issues.Add(StrategyCodes.UnknownDependency, path.Then(i), $"{path.Then(i)}: there is no step \"{names[i]}\" in this graph.", position);
            else if (seen.Add(index))
                resolved.Add(index);
        }

        return resolved.ToImmutable();
    }
}
