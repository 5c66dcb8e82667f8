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
        var (agents, nodes, ids) = Check(definition, options, issues);
        SubStrategyRules.Check(definition, options, issues);
        return issues.IsEmpty
            ? StrategyResult<Plan>.Ok(PlanOf(definition, agents, nodes, ids))
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
        var nodes = new FlowPlanner(definition, unheard).Plan();
        return PlanOf(definition, agents, nodes, StepIds(nodes, unheard));
    }

    /// <summary>What is wrong with a strategy, its sub-runs aside.</summary>
    internal static ImmutableArray<StrategyIssue> IssuesOf(StrategyDefinition definition, PlanOptions options)
    {
        var issues = new IssueList();
        Check(definition, options, issues);
        return issues.Items;
    }

    private static (IReadOnlyList<PlanAgent> Agents, IReadOnlyList<PlannedNode> Nodes, ImmutableSortedDictionary<string, int> Ids) Check(
        StrategyDefinition definition, PlanOptions options, IssueList issues)
    {
        var agents = new AgentPlanner(definition, options, issues).Plan();
        var nodes = new FlowPlanner(definition, issues).Plan();
        AttemptKeyRules.Check(nodes, agents, issues);
        KeyPlaces.Check(nodes, agents, issues);
        var ids = StepIds(nodes, issues);
        new LookUpRules(definition, nodes, agents, ids, issues).Check();
        LimitPlanner.Parse(definition, issues);
        return (agents, nodes, ids);
    }

    private static Plan PlanOf(
        StrategyDefinition definition, IReadOnlyList<PlanAgent> agents, IReadOnlyList<PlannedNode> nodes, ImmutableSortedDictionary<string, int> ids) => new()
        {
            Name = definition.Name,
            Nodes = InlineOutputs.Mark([.. LimitPlanner.WithAgents(nodes.Select(planned => planned.Node), agents)], agents, ids),
            Agents = [.. agents],
            Queue = definition.Queue,
            Priority = definition.Priority,
            Limits = LimitPlanner.Parse(definition, new IssueList()),
            NodesById = ids,
        };

    private static ImmutableSortedDictionary<string, int> StepIds(IReadOnlyList<PlannedNode> nodes, IssueList issues)
    {
        var ids = new Dictionary<string, int>(nodes.Count, StringComparer.Ordinal);
        foreach (var (node, path, position) in nodes)
        {
            if (node.Id is null || ids.TryAdd(node.Id, node.Index))
                continue;
            issues.Add(
                StrategyCodes.DuplicateStepId, path.Then("id"), $"Step id \"{node.Id}\" is used more than once ({path}).", position);
        }

        return ids.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
