using System.Collections.Immutable;
using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Compiles a strategy into a plan.</summary>
public static class PlanBuilder
{
    /// <summary>
    /// Resolves every reference, parses every template and lays the flow out flat. Refuses with every issue found; the message has a
    /// line for each.
    /// </summary>
    public static StrategyResult<Plan> Build(StrategyDefinition definition, PlanOptions options)
    {
        var issues = new IssueList();
        var (agents, nodes) = Check(definition, options, issues);
        SubStrategyRules.Check(definition, options, issues);
        return issues.IsEmpty
            ? StrategyResult<Plan>.Ok(PlanOf(definition, agents, nodes))
            : StrategyResult<Plan>.Refused(IssueText.Planning(issues.Items), issues.Items);
    }

    /// <summary>
    /// The plan of a strategy that was accepted once. It is not judged again: a run must fold for ever, whatever later versions
    /// of this program find wrong with its strategy.
    /// </summary>
    public static Plan Restore(StrategyDefinition definition, string? modelOverride)
    {
        var unheard = new IssueList();
        var agents = new AgentPlanner(definition, new PlanOptions { ModelOverride = modelOverride }, unheard).Plan();
        return PlanOf(definition, agents, new FlowPlanner(definition, unheard).Plan());
    }

    /// <summary>What is wrong with a strategy, its sub-runs aside.</summary>
    internal static ImmutableArray<StrategyIssue> IssuesOf(StrategyDefinition definition, PlanOptions options)
    {
        var issues = new IssueList();
        Check(definition, options, issues);
        return issues.Items;
    }

    private static (IReadOnlyList<PlanAgent> Agents, IReadOnlyList<PlannedNode> Nodes) Check(
        StrategyDefinition definition, PlanOptions options, IssueList issues)
    {
        var agents = new AgentPlanner(definition, options, issues).Plan();
        var nodes = new FlowPlanner(definition, issues).Plan();
        AttemptKeyRules.Check(nodes, agents, issues);
        new LookUpRules(nodes, agents, StepIds(nodes, issues), issues).Check();
        return (agents, nodes);
    }

    private static Plan PlanOf(StrategyDefinition definition, IReadOnlyList<PlanAgent> agents, IReadOnlyList<PlannedNode> nodes) => new()
    {
        Name = definition.Name,
        Nodes = [.. nodes.Select(planned => planned.Node)],
        Agents = [.. agents],
        NodesById = StepIds(nodes, new IssueList()),
    };

    private static ImmutableSortedDictionary<string, int> StepIds(IReadOnlyList<PlannedNode> nodes, IssueList issues)
    {
        var ids = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (node, path, position) in nodes)
        {
            if (node.Id is null || ids.TryAdd(node.Id, node.Index))
                continue;
            issues.Add(
                StrategyCodes.DuplicateStepId, path.Then("id"), $"Step id \"{node.Id}\" is used more than once ({path}).", position);
        }

        return ids.ToImmutable();
    }
}
