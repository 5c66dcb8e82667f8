namespace Runs.Domain.Strategies;

/// <summary>Reads a file that is a graph itself: the keys of its flow stand at the top, and nothing but the steps is required.</summary>
internal static class BareGraphReader
{
    /// <summary>The version of a file that says none.</summary>
    public const string DefaultVersion = "1";

    public static StrategyDefinition Read(ObjectScope scope, string fallbackName)
    {
        if (scope.Text("type") is not (null or FlowTypes.Graph))
            scope.Refuse("type", "A file with steps at its top is a graph; for another flow put it below 'flow'");

        var name = scope.NonEmptyText("name") ?? fallbackName;
        var definition = new StrategyDefinition
        {
            Name = name,
            Version = scope.NonEmptyText("version") ?? DefaultVersion,
            Description = scope.Text("description"),
            Position = scope.Position,
            Queue = scope.NonEmptyText("queue"),
            Priority = scope.Integer("priority", least: int.MinValue),
            Limits = scope.NonEmptyTexts("limits") ?? [],
            McpServers = McpServerReader.ReadAll(scope),
            Agents = [],
            Flow = new GraphFlowDefinition { Name = name },
        };
        var agents = new StrategyAgents(scope.Path, AgentReader.ReadAll(scope.Object("agents")));
        definition = definition with { Flow = FlowReader.ReadBare(name, scope, agents), Agents = agents.All };
        scope.Close();
        return definition;
    }
}
