using System.Collections.Immutable;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>
/// Finds the steps whose outputs decide what is executed: what a list goes over or a condition compares is read by the run itself,
/// which can't read what lies in the artifact store.
/// </summary>
internal sealed class InlineOutputs
{
    private readonly ImmutableArray<PlanNode> nodes;
    private readonly IReadOnlyDictionary<int, PlanAgentKind> kinds;
    private readonly ImmutableSortedDictionary<string, int> ids;
    private readonly HashSet<int> outputs = [];
    private readonly HashSet<int> messages = [];
    private readonly Stack<(int Node, bool IsMessage)> open = new();

    private InlineOutputs(ImmutableArray<PlanNode> nodes, IReadOnlyList<PlanAgent> agents, ImmutableSortedDictionary<string, int> ids)
    {
        this.nodes = nodes;
        this.ids = ids;
        kinds = agents.ToDictionary(agent => agent.Index, agent => agent.Kind);
    }

    /// <summary>The nodes, those of such steps marked.</summary>
    public static ImmutableArray<PlanNode> Mark(ImmutableArray<PlanNode> nodes, IReadOnlyList<PlanAgent> agents, ImmutableSortedDictionary<string, int> ids)
    {
        var deciding = nodes.Where(node => node.When is not null || node.Items is not null).ToList();
        if (deciding.Count == 0)
            return nodes;
        var marks = new InlineOutputs(nodes, agents, ids);
        foreach (var node in deciding)
        {
            marks.Add(node.Items, node.Index);
            marks.Add(node.When?.Left, node.Index);
            marks.Add(node.When?.Right, node.Index);
        }

        marks.Follow();
        return [.. nodes.Select(node => node.Kind == PlanNodeKind.Agent && marks.outputs.Contains(node.Index) ? node with { KeepsInline = true } : node)];
    }

    private void Follow()
    {
        while (open.TryPop(out var next))
        {
            if (next.IsMessage)
                FollowMessage(nodes[next.Node]);
            else
                FollowOutput(nodes[next.Node]);
        }
    }

    private void Add(Template? template, int seenFrom)
    {
        foreach (var text in template?.LookUps ?? [])
        {
            if (!LookUp.TryParse(text, out var lookUp))
                continue;
            if (lookUp.StepId is { } id && ids.TryGetValue(id, out var step))
                Output(step);
            else if (text.StartsWith("message", StringComparison.Ordinal))
                Message(seenFrom);
        }
    }

    private void Output(int node)
    {
        if (outputs.Add(node))
            open.Push((node, IsMessage: false));
    }

    private void Message(int node)
    {
        if (messages.Add(node))
            open.Push((node, IsMessage: true));
    }

    /// <summary>What the output of a node is made of.</summary>
    private void FollowOutput(PlanNode node)
    {
        switch (node.Kind)
        {
            case PlanNodeKind.Agent when kinds.GetValueOrDefault(node.AgentIndex) is PlanAgentKind.User or PlanAgentKind.Delay:
                Given(node);
                break;
            case PlanNodeKind.Agent:
                break;
            case PlanNodeKind.Sequential or PlanNodeKind.Cycle when !node.Children.IsEmpty:
                Passed(node.Children[^1]);
                break;
            default:
                foreach (var child in node.Children)
                    Output(child);
                break;
        }
    }

    /// <summary>Where the message that reaches a node comes from.</summary>
    private void FollowMessage(PlanNode node)
    {
        if (node.Parent < 0)
            return;
        var around = nodes[node.Parent];
        foreach (var need in node.Needs)
            Output(need);
        if (around.Kind is PlanNodeKind.Sequential or PlanNodeKind.Cycle && (node.Ordinal > 0 || node.IsObserver))
        {
            Passed(around.Children[node.IsObserver ? ^1 : node.Ordinal - 1]);
            return;
        }

        if (around.Kind == PlanNodeKind.Cycle)
            Passed(around.Children[^1]);
        if (around.Kind != PlanNodeKind.ForEach)
            Given(around);
    }

    /// <summary>A step passes on its output, or what reached it when it is skipped.</summary>
    private void Passed(int step)
    {
        Output(step);
        if (nodes[step].When is not null)
            Message(step);
    }

    /// <summary>What a node works on: its task, or what reaches it.</summary>
    private void Given(PlanNode node)
    {
        if (node.Task is { } task)
            Add(task, node.Index);
        else
            Message(node.Index);
    }
}
