using System.Collections.Immutable;

namespace Runs.Domain.Strategies;

/// <summary>
/// Reads the agent that a step brings along, as in <c>process: { command: ls }</c>: the type is the key, and below it stands what would
/// stand in the agent's <c>config</c>, or for a model its own keys. It becomes an agent of the strategy, named after the step.
/// </summary>
internal static class InlineAgentReader
{
    /// <summary>The types of agents that a step may bring along.</summary>
    public static readonly ImmutableArray<string> Keys =
        [AgentTypes.Llm, AgentTypes.User, AgentTypes.Process, AgentTypes.Delay, AgentTypes.Http, AgentTypes.Run];

    /// <summary>The first key of a step that brings an agent along; null when none does.</summary>
    public static string? KeyOf(SourceObject step) =>
        step.Members.Items.FirstOrDefault(member => Keys.Contains(member.Name))?.Name;

    /// <summary>The name of the agent, which is added to the strategy's.</summary>
    public static string Read(string key, ObjectScope step, StrategyAgents agents)
    {
        var name = agents.Reserve(StepReader.IdOf(step.Source) ?? key);
        if (Config(key, step.Take(key)!) is not { } config)
        {
            step.Refuse(key, "Invalid input; expected an object");
            return name;
        }

        var path = step.PathOf(key);
        var agent = key == AgentTypes.Llm ? ReadModel(name, new ObjectScope(config, path, step.Issues)) : ReadOther(name, key, config, path, step.Issues);
        var origin = path.From(agents.Strategy);
        agents.Add(agent with { Origin = new SourceOrigin(key == AgentTypes.Llm ? origin : origin.Omitting("config")) });
        return name;
    }

    private static LlmAgentDefinition ReadModel(string name, ObjectScope scope)
    {
        var agent = LlmAgentReader.Read(name, scope) with { Limits = scope.NonEmptyTexts("limits") ?? [] };
        scope.Close();
        return agent;
    }

    private static AgentDefinition ReadOther(string name, string type, SourceObject config, SourcePath path, IssueList issues)
    {
        var at = config.Position;
        var agent = new SourceObject([new SourceMember("type", new SourceString(type, at), at), new SourceMember("config", config, at)], at);
        return AgentReader.Read(name, new ObjectScope(agent, path.Omitting("config"), issues));
    }

    /// <summary>The settings; a text is short for the one that matters most.</summary>
    private static SourceObject? Config(string key, SourceNode value) => (key, value) switch
    {
        (_, SourceObject config) => config,
        (AgentTypes.Llm, SourceString model) => Of("model", model),
        (AgentTypes.Run, SourceString file) => Of("strategy", file),
        (AgentTypes.Delay, SourceString duration) => Of("duration", duration),
        _ => null,
    };

    private static SourceObject Of(string key, SourceString value) => new([new SourceMember(key, value, value.Position)], value.Position);
}
