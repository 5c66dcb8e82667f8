namespace Runs.Domain.Strategies;

/// <summary>Reads agents of type <c>run</c>: a strategy in its place, or the name of its file.</summary>
internal static class RunAgentReader
{
    public static RunAgentDefinition Read(string name, ObjectScope scope)
    {
        var agent = new RunAgentDefinition { Name = name, Position = scope.Position, Description = scope.Text("description") };
        if (scope.RequiredObject("config") is not { } config)
            return agent;
        agent = config.TakeRequired("strategy") switch
        {
            SourceString => agent with { File = config.RequiredNonEmptyText("strategy") },
            SourceObject strategy => agent with
            {
                // Where an embedded strategy was read from.
                File = config.NonEmptyText("file"),
                Strategy = DefinitionReader.Read(strategy, config.PathOf("strategy"), config.Issues),
            },
            null => agent,
            _ => Refused(agent, config),
        };
        config.Close();
        return agent;
    }

    private static RunAgentDefinition Refused(RunAgentDefinition agent, ObjectScope config)
    {
        config.Refuse("strategy", "Expected a strategy file's path, or a strategy");
        return agent;
    }
}
