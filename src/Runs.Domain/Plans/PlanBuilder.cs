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
        var agents = new AgentPlanner(definition, options, issues).Plan();
        var nodes = new FlowPlanner(definition, issues).Plan();
        var ids = StepIds(nodes, issues);
        AttemptKeyRules.Check(nodes, agents, issues);
        new LookUpRules(nodes, agents, ids, issues).Check();

        if (!issues.IsEmpty)
            return StrategyResult<Plan>.Refused(IssueText.Planning(issues.Items), issues.Items);

        return StrategyResult<Plan>.Ok(new Plan
        {
            Name = definition.Name,
            Nodes = [.. nodes.Select(planned => planned.Node)],
            Agents = [.. agents],
            NodesById = ids,
        });
    }

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
