using System.Collections.Immutable;
using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Turns the agents of a strategy into those of a plan.</summary>
internal sealed class AgentPlanner(StrategyDefinition definition, PlanOptions options, IssueList issues)
{
    private static readonly ImmutableArray<string> BuiltIn =
        [AgentTypes.Llm, AgentTypes.User, AgentTypes.Process, AgentTypes.Delay, AgentTypes.Http, AgentTypes.Run];

    private readonly LlmPlanner llm = new(definition, options, issues);
    private readonly ProcessPlanner process = new(issues);
    private readonly HttpPlanner http = new(issues);

    /// <summary>The agents that can be planned; those of unknown types are left out, with an issue.</summary>
    public IReadOnlyList<PlanAgent> Plan()
    {
        var agents = new List<PlanAgent>(definition.Agents.Count);
        for (var i = 0; i < definition.Agents.Count; i++)
        {
            var agent = definition.Agents[i];
            if (Plan(agent, i) is { } planned)
                agents.Add(agent.Limits.Count == 0 ? planned : planned with { Limits = LimitPlanner.Parse(agent, planned.Kind, issues) });
        }

        return agents;
    }

    /// <summary>Where the author wrote an agent.</summary>
    public static SourcePath PathOf(AgentDefinition agent) => agent.Origin.Path ?? SourcePath.Root.Then("agents").Then(agent.Name);

    private PlanAgent? Plan(AgentDefinition agent, int index)
    {
        var path = PathOf(agent);
        return agent switch
        {
            LlmAgentDefinition model => llm.Plan(model, index, path),
            UserAgentDefinition user => new PlanAgent
            {
                Index = index,
                Name = user.Name,
                Kind = PlanAgentKind.User,
                Settings = new UserSettings(user.RequireInput, user.PresetMessage, user.Ask),
            },
            DelayAgentDefinition delay => new PlanAgent
            {
                Index = index,
                Name = delay.Name,
                Kind = PlanAgentKind.Delay,
                Settings = new DelaySettings(delay.Duration),
            },
            ProcessAgentDefinition command => new PlanAgent
            {
                Index = index,
                Name = command.Name,
                Kind = PlanAgentKind.Process,
                Settings = process.Plan(command, path.Then("config")),
            },
            HttpAgentDefinition request => new PlanAgent
            {
                Index = index,
                Name = request.Name,
                Kind = PlanAgentKind.Http,
                Settings = http.Plan(request, path.Then("config")),
            },
            RunAgentDefinition run => new PlanAgent
            {
                Index = index,
                Name = run.Name,
                Kind = PlanAgentKind.Run,
                Settings = new SubRunSettings(run.Strategy is { } strategy ? StrategyWriter.ToJson(strategy) : ""),
            },
            _ => Unknown(agent, path),
        };
    }

    private PlanAgent? Unknown(AgentDefinition agent, SourcePath path)
    {
        var message = $"Agent \"{agent.Name}\" references unknown agent type \"{agent.Type}\". "
            + $"Built-in agents: {NameList.Of(BuiltIn)}. Registered agents: {NameList.Of([])}.";
        issues.Add(StrategyCodes.UnknownAgentType, path.Then("type"), message, agent.Position);
        return null;
    }
}
