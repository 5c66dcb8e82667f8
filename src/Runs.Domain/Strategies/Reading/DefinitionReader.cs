namespace Runs.Domain.Strategies;

/// <summary>Reads the top level of a strategy.</summary>
internal static class DefinitionReader
{
    /// <summary>The definition; not to be used when any issue was noted.</summary>
    /// <param name="root">The text.</param>
    /// <param name="path">Where it stands: the root, or a place in another strategy.</param>
    /// <param name="fallbackName">The name of a bare graph that says none.</param>
    /// <param name="issues">Gets what is wrong.</param>
    public static StrategyDefinition? Read(SourceNode root, SourcePath path, string fallbackName, IssueList issues)
    {
        if (ObjectScope.Open(root, path, issues) is not { } scope)
            return null;

        return scope.Has("steps") && !scope.Has("flow") ? BareGraphReader.Read(scope, fallbackName) : ReadWhole(scope);
    }

    private static StrategyDefinition ReadWhole(ObjectScope scope)
    {
        var definition = new StrategyDefinition
        {
            Name = scope.RequiredNonEmptyText("name") ?? "",
            Version = scope.RequiredNonEmptyText("version") ?? "",
            Description = scope.Text("description"),
            Position = scope.Position,
            Queue = scope.NonEmptyText("queue"),
            Priority = scope.Integer("priority", least: int.MinValue),
            Limits = scope.NonEmptyTexts("limits") ?? [],
            McpServers = McpServerReader.ReadAll(scope),
            Agents = [],
            Flow = new SequentialFlowDefinition { Name = "" },
        };
        var agents = new StrategyAgents(scope.Path, AgentReader.ReadAll(scope.RequiredObject("agents")));
        definition = definition with { Flow = ReadFlow(scope, agents) ?? definition.Flow, Agents = agents.All };
        scope.Close();
        return definition;
    }

    private static FlowDefinition? ReadFlow(ObjectScope scope, StrategyAgents agents)
    {
        if (scope.Take("flow") is SourceObject flow)
            return FlowReader.Read(new ObjectScope(flow, scope.PathOf("flow"), scope.Issues), agents);

        scope.Refuse("flow", "Invalid input");
        return null;
    }
}
