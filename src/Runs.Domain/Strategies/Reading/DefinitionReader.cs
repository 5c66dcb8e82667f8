namespace Runs.Domain.Strategies;

/// <summary>Reads the top level of a strategy.</summary>
internal static class DefinitionReader
{
    /// <summary>The definition; not to be used when any issue was noted.</summary>
    public static StrategyDefinition? Read(SourceNode root, IssueList issues) => Read(root, SourcePath.Root, issues);

    /// <summary>The definition of a strategy that stands at a place in another one; not to be used when any issue was noted.</summary>
    public static StrategyDefinition? Read(SourceNode root, SourcePath path, IssueList issues)
    {
        if (ObjectScope.Open(root, path, issues) is not { } scope)
            return null;

        var definition = new StrategyDefinition
        {
            Name = scope.RequiredNonEmptyText("name") ?? "",
            Version = scope.RequiredNonEmptyText("version") ?? "",
            Description = scope.Text("description"),
            McpServers = McpServerReader.ReadAll(scope),
            Agents = AgentReader.ReadAll(scope),
            Flow = ReadFlow(scope) ?? new SequentialFlowDefinition { Name = "" },
        };
        scope.Close();
        return definition;
    }

    private static FlowDefinition? ReadFlow(ObjectScope scope)
    {
        if (scope.Take("flow") is SourceObject flow)
            return FlowReader.Read(new ObjectScope(flow, scope.PathOf("flow"), scope.Issues));

        scope.Refuse("flow", "Invalid input");
        return null;
    }
}
