using System.Collections.Immutable;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>
/// Checks that every look-up has a value whenever its template is rendered. A step is certain to have finished when it comes earlier
/// and the innermost flow around both runs its steps one after another; that leaves out the step itself, the flows around it, and
/// what runs side by side with it.
/// </summary>
internal sealed class LookUpRules(
    IReadOnlyList<PlannedNode> nodes,
    IReadOnlyList<PlanAgent> agents,
    ImmutableSortedDictionary<string, int> ids,
    IssueList issues)
{
    public void Check()
    {
        foreach (var planned in nodes)
            Check(planned.Node.Task, SourcePath.Join(planned.Path, "task"), [planned]);

        var uses = nodes.Where(planned => planned.Node.AgentIndex >= 0).ToLookup(planned => planned.Node.AgentIndex);
        foreach (var agent in agents)
            CheckAgent(agent, [.. uses[agent.Index]]);
    }

    private void CheckAgent(PlanAgent agent, ImmutableArray<PlannedNode> uses)
    {
        if (agent.Settings is not ProcessSettings process)
            return;

        var config = SourcePath.Join(SourcePath.Join("agents", agent.Name), "config");
        for (var i = 0; i < process.Args.Length; i++)
            Check(process.Args[i], SourcePath.Join(SourcePath.Join(config, "args"), i), uses);
        Check(process.Stdin, SourcePath.Join(config, "stdin"), uses);
    }

    private void Check(Template? template, string path, ImmutableArray<PlannedNode> uses)
    {
        foreach (var text in template?.LookUps ?? [])
        {
            if (!LookUp.TryParse(text, out var lookUp))
                Refuse(StrategyCodes.UnknownLookUp, path, $"unknown look-up {{{{{text}}}}}; known are {LookUp.Known}.", uses);
            else if (lookUp.StepId is { } id)
                CheckStep(id, text, path, uses);
        }
    }

    private void CheckStep(string id, string text, string path, ImmutableArray<PlannedNode> uses)
    {
        if (!ids.TryGetValue(id, out var target))
        {
            Refuse(StrategyCodes.UnknownLookUp, path, $"{{{{{text}}}}} looks up a step that does not exist.", uses);
            return;
        }

        // One issue a look-up is enough, however many steps use the agent.
        foreach (var use in uses)
        {
            if (IsFinishedBefore(target, use.Node.Index))
                continue;
            Refuse(StrategyCodes.LookUpOrder, path, $"{{{{{text}}}}} is not certain to have finished before {use.Path} starts.", [use]);
            return;
        }
    }

    private bool IsFinishedBefore(int earlier, int later)
    {
        if (earlier >= later)
            return false;

        // In pre-order a parent has a smaller index than its children, so the larger of two indices is never around the other.
        var (left, right) = (earlier, later);
        while (left != right)
        {
            if (left < right)
                right = nodes[right].Node.Parent;
            else
                left = nodes[left].Node.Parent;
        }

        return left != earlier && nodes[left].Node.Kind is PlanNodeKind.Sequential or PlanNodeKind.Cycle;
    }

    private void Refuse(string code, string path, string message, ImmutableArray<PlannedNode> uses) =>
        issues.Add(code, path, $"{path}: {message}", uses.IsEmpty ? default : uses[0].Position);
}
