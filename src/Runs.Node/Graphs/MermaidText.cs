using System.Globalization;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Node.Terminal;

namespace Runs.Node.Graphs;

/// <summary>
/// A graph as a Mermaid flowchart. Needs are solid edges, what a step follows dashed ones; flows are subgraphs, a step over a list is a
/// stack. Nodes are named by their numbers in the plan: an author's text stands in labels alone.
/// </summary>
internal sealed class MermaidText(GraphNodes nodes)
{
    private readonly List<string> _lines = ["flowchart TD"];
    private readonly List<string> _edges = [];
    private readonly MermaidClasses _classes = new();

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines()
    {
        var root = nodes.Plan.Nodes[0];
        AddSteps(root, depth: 1);
        _lines.AddRange(_edges.Concat(_classes.Lines()).Select(line => "  " + line));
        return _lines;
    }

    private void Add(PlanNode node, int depth)
    {
        var inner = Inner(node);
        var label = MermaidLabel.Of(string.Join(" ", Words(node).Where(word => word.Length > 0)));
        if (inner.AgentIndex >= 0)
        {
            AddLine(depth, (node.Kind == PlanNodeKind.ForEach, node.IsObserver) switch
            {
                (true, _) => $"{Name(node)}@{{ shape: procs, label: \"{label}\" }}",
                (_, true) => $"{Name(node)}{{\"{label}\"}}",
                _ => $"{Name(node)}[\"{label}\"]",
            });
        }
        else
        {
            AddLine(depth, $"subgraph {Name(node)}[\"{label}\"]");
            AddSteps(inner, depth + 1);
            AddLine(depth, "end");
        }

        if (nodes.PhaseOf(node) is { } phase)
            _classes.Add(node.Index, phase);
    }

    private void AddSteps(PlanNode flow, int depth)
    {
        foreach (var child in nodes.ChildrenOf(flow))
            Add(child, depth);
        if (flow.Kind == PlanNodeKind.Graph)
            AddDependencies(flow);
        else if (flow.Kind is PlanNodeKind.Sequential or PlanNodeKind.Cycle)
            AddSequence(flow);
    }

    private void AddDependencies(PlanNode graph)
    {
        foreach (var child in nodes.ChildrenOf(graph))
        {
            _edges.AddRange(child.Needs.Select(upstream => $"n{Number(upstream)} --> {Name(child)}"));
            _edges.AddRange(child.After.Select(upstream => $"n{Number(upstream)} -.-> {Name(child)}"));
        }
    }

    private void AddSequence(PlanNode flow)
    {
        var steps = nodes.ChildrenOf(flow).ToList();
        _edges.AddRange(steps.Zip(steps.Skip(1), (from, to) => $"{Name(from)} --> {Name(to)}"));
        if (flow is { Kind: PlanNodeKind.Cycle, Cycles: null or > 1 })
            _edges.Add($"{Name(steps[^1])} -- again --> {Name(steps[0])}");
    }

    private IEnumerable<string> Words(PlanNode node)
    {
        yield return StepNames.NameOf(node);
        yield return node.Kind == PlanNodeKind.ForEach ? "for each" : "";
        yield return nodes.TallyOf(node) is { Total: { } total } tally ? string.Create(CultureInfo.InvariantCulture, $"{tally.Ended}/{total}") : "";
        yield return nodes.PhaseOf(node) is { } phase ? phase.ToWord() : "";
        yield return nodes.StepOf(node) is { } step ? Elapsed.Between(step.StartedAt, step.EndedAt) ?? "" : "";
        yield return node.When is { } when ? $"(when {ConditionText.Of(when)})" : "";
    }

    private PlanNode Inner(PlanNode node)
    {
        while (node.Kind == PlanNodeKind.ForEach)
            node = nodes.StepOfList(node);
        return node;
    }

    private void AddLine(int depth, string line) => _lines.Add(new string(' ', depth * 2) + line);

    private static string Name(PlanNode node) => "n" + Number(node.Index);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
