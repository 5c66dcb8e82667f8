using System.Collections.Immutable;
using Runs.Domain.Admissions;
using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>The queue and the limits that a strategy names.</summary>
internal static class LimitPlanner
{
    /// <summary>The limits of the whole run; notes what is wrong with its queue too.</summary>
    public static ImmutableArray<LimitName> Parse(StrategyDefinition definition, IssueList issues)
    {
        if (definition.Queue is { } queue && !LimitName.IsPlain(queue))
        {
            var path = SourcePath.Root.Then("queue");
            issues.Add(StrategyCodes.Queue, path, $"{path}: a queue has a name of 1 to {LimitName.MaxLength} letters, digits and -_.:/, without look-ups.", definition.Position);
        }

        return Parse(definition.Limits, SourcePath.Root.Then("limits"), definition.Position, issues);
    }

    /// <summary>The limits of an agent. One that waits makes no attempts that could be counted.</summary>
    public static ImmutableArray<LimitName> Parse(AgentDefinition agent, PlanAgentKind kind, IssueList issues)
    {
        var path = AgentPlanner.PathOf(agent).Then("limits");
        if (kind is PlanAgentKind.User or PlanAgentKind.Delay)
            issues.Add(StrategyCodes.NoAttempts, path, $"{path}: \"limits\" means nothing here, because agent \"{agent.Name}\" waits and makes no attempts.", agent.Position);
        else if (kind == PlanAgentKind.Run)
            issues.Add(StrategyCodes.NoAttempts, path, $"{path}: \"limits\" means nothing here, because agent \"{agent.Name}\" is a run of its own; its strategy says its limits.", agent.Position);
        return Parse(agent.Limits, path, agent.Position, issues);
    }

    /// <summary>The limits of one place.</summary>
    public static ImmutableArray<LimitName> Parse(ValueArray<string> texts, SourcePath path, SourcePosition position, IssueList issues)
    {
        if (texts.Count == 0)
            return [];
        if (texts.Count > LimitName.MostAtOnePlace)
            issues.Add(StrategyCodes.Limit, path, $"{path}: at most {LimitName.MostAtOnePlace} limits can stand at one place.", position);
        var names = ImmutableArray.CreateBuilder<LimitName>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (LimitName.TryParse(texts[i], out var name, out var error))
                names.Add(name);
            else
                issues.Add(StrategyCodes.Limit, path.Then(i), $"{path.Then(i)}: {error}", position);
        }

        return [.. names.Distinct()];
    }

    /// <summary>Nodes with the limits of their agents in front of their own.</summary>
    public static IEnumerable<PlanNode> WithAgents(IEnumerable<PlanNode> nodes, IReadOnlyList<PlanAgent> agents)
    {
        var ofAgents = agents.Where(agent => !agent.Limits.IsEmpty).ToDictionary(agent => agent.Index, agent => agent.Limits);
        return ofAgents.Count == 0
            ? nodes
            : nodes.Select(node => ofAgents.TryGetValue(node.AgentIndex, out var limits) ? node with { Limits = [.. limits.Concat(node.Limits).Distinct()] } : node);
    }
}
