namespace Runs.Domain.Strategies;

/// <summary>Reads agents; the type decides which keys an agent has.</summary>
internal static class AgentReader
{
    public static IReadOnlyList<AgentDefinition> ReadAll(ObjectScope? agents)
    {
        if (agents is null)
            return [];

        var definitions = new List<AgentDefinition>();
        foreach (var member in agents.Source.Members)
        {
            if (member.Value is SourceObject source)
                definitions.Add(Read(member.Name, new ObjectScope(source, agents.PathOf(member.Name), agents.Issues)));
            else
                agents.Refuse(member.Name, "Invalid input");
        }

        return definitions;
    }

    public static AgentDefinition Read(string name, ObjectScope scope)
    {
        var type = scope.NonEmptyText("type") ?? AgentTypes.Llm;
        AgentDefinition agent = type switch
        {
            AgentTypes.Llm => LlmAgentReader.Read(name, scope),
            AgentTypes.User => ReadUser(name, scope),
            AgentTypes.Process => ProcessAgentReader.Read(name, scope),
            AgentTypes.Delay => ReadDelay(name, scope),
            AgentTypes.Http => HttpAgentReader.Read(name, scope),
            AgentTypes.Run => RunAgentReader.Read(name, scope),
            _ => ReadCustom(name, type, scope),
        };
        agent = agent with { Limits = scope.NonEmptyTexts("limits") ?? [] };
        scope.Close();
        return agent;
    }

    private static UserAgentDefinition ReadUser(string name, ObjectScope scope)
    {
        var description = scope.Text("description");
        var config = scope.Object("config");
        var agent = new UserAgentDefinition
        {
            Name = name,
            Position = scope.Position,
            Description = description,
            RequireInput = config?.Flag("requireInput") ?? true,
            PresetMessage = config?.Text("presetMessage"),
            Ask = config?.Choice("ask", Words.Ask) ?? AskPolicy.WhenEmpty,
        };
        config?.Close();
        return agent;
    }

    private static DelayAgentDefinition ReadDelay(string name, ObjectScope scope)
    {
        var description = scope.Text("description");
        var config = scope.RequiredObject("config");
        config?.TakeRequired("duration");
        var agent = new DelayAgentDefinition
        {
            Name = name,
            Position = scope.Position,
            Description = description,
            Duration = config?.Duration("duration") ?? TimeSpan.Zero,
        };
        config?.Close();
        return agent;
    }

    private static CustomAgentDefinition ReadCustom(string name, string type, ObjectScope scope) =>
        new(type, scope.RawObject("config"))
        {
            Name = name,
            Position = scope.Position,
            Description = scope.Text("description"),
        };
}
