using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Node.Terminal;

namespace Runs.Node.Graphs;

/// <summary>A graph as text for people: a line a step, in layers, with what each needs, how it is and how long it took.</summary>
internal sealed class GraphText(GraphNodes nodes, Marks marks, DateTimeOffset now)
{
    private readonly List<string> _lines = [];

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines()
    {
        Add(nodes.Plan.Nodes[0], depth: 0, place: "");
        return _lines;
    }

    private void Add(PlanNode node, int depth, string place)
    {
        _lines.Add($"{new string(' ', depth * 2)}{place}{marks.Of(nodes.PhaseOf(node))} {string.Join("  ", Words(node).Where(word => word.Length > 0))}");

        // The step of a list has no line of its own: it is the list, once for each item.
        var inner = Inner(node);
        if (inner.Kind != PlanNodeKind.Graph)
        {
            foreach (var child in nodes.ChildrenOf(inner))
                Add(child, depth + 1, place: "");
            return;
        }

        var layers = Layers.Of(nodes.Plan, inner);
        var width = Place(layers.Count, 0).Length;
        for (var layer = 0; layer < layers.Count; layer++)
        {
            foreach (var child in layers[layer])
                Add(child, depth + 1, Place(layer + 1, width));
        }
    }

    private IEnumerable<string> Words(PlanNode node)
    {
        yield return StepNames.NameOf(node);
        yield return Kind(node);
        yield return nodes.TallyOf(node)?.Short(marks) ?? "";
        var step = nodes.StepOf(node);
        yield return nodes.PhaseOf(node) is { } phase and not (StepPhase.Succeeded or StepPhase.Pending) ? phase.ToWord() : "";
        yield return Elapsed.Between(step?.StartedAt, step?.EndedAt ?? (step?.Phase.IsTerminal() == true ? null : now)) ?? "";
        yield return step is { AttemptOfCall: > 1 } ? $"attempt {step.AttemptOfCall}" : "";
        yield return Edges(marks.Needs, node.Needs);
        yield return Edges(marks.Follows, node.After);
        yield return node.When is { } when ? $"when {PlainText.OneLine(ConditionText.Of(when))}" : "";
        yield return step?.Error is { } error && node.AgentIndex >= 0 ? PlainText.OneLine(error.Message) : "";
    }

    private string Kind(PlanNode node)
    {
        var inner = Inner(node);
        var flow = inner.Kind switch
        {
            PlanNodeKind.Agent => "",
            PlanNodeKind.Cycle => inner.Cycles is { } rounds ? $"(cycle, at most {rounds} rounds)" : "(cycle)",
            var kind => $"({kind.ToString().ToLowerInvariant()})",
        };
        return node.Kind == PlanNodeKind.ForEach ? $"for each {flow}".TrimEnd() : flow;
    }

    private PlanNode Inner(PlanNode node)
    {
        while (node.Kind == PlanNodeKind.ForEach)
            node = nodes.StepOfList(node);
        return node;
    }

    private string Edges(string mark, IReadOnlyCollection<int> upstream) =>
        upstream.Count == 0 ? "" : $"{mark} {string.Join(", ", upstream.Select(node => StepNames.NameOf(nodes.Plan.Nodes[node])))}";

    private static string Place(int layer, int width) =>
        $"{layer.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(Math.Max(0, width - 2))}  ";
}
