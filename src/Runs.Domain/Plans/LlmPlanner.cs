using System.Collections.Immutable;
using Runs.Domain.Runs.Tools;
using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Plans agents of type <c>llm</c>.</summary>
internal sealed class LlmPlanner(StrategyDefinition definition, PlanOptions options, IssueList issues)
{
    private readonly HashSet<string> servers =
        new((definition.McpServers ?? []).Items.Select(server => server.Id).Concat(options.McpServers), StringComparer.Ordinal);

    public PlanAgent Plan(LlmAgentDefinition agent, int index, SourcePath path)
    {
        CheckReferences(agent, path);
        return new PlanAgent
        {
            Index = index,
            Name = agent.Name,
            Kind = PlanAgentKind.Llm,
            Model = Model(agent, path),
            SystemPrompt = SystemPrompt(agent, path),
            Settings = new LlmSettings
            {
                ModelOptions = agent.ModelOptions ?? new ModelOptions(),
                ProviderOptions = agent.ProviderOptions,
                OutputSchema = agent.OutputSchema,
                Context = agent.Context ?? new ContextOptions(),
                MaxSteps = agent.MaxSteps ?? LlmSettings.DefaultMaxSteps,
                Tools = agent.Tools?.Items ?? [],
                McpServers = agent.McpServers?.Items ?? [],
                Skills = agent.Skills?.Items ?? [],
            },
        };
    }

    private string? Model(LlmAgentDefinition agent, SourcePath path)
    {
        var model = string.IsNullOrEmpty(options.ModelOverride) ? agent.Model : options.ModelOverride;
        if (!string.IsNullOrEmpty(model))
            return model;

        var message = $"Agent \"{agent.Name}\" has no model. Set a model on the agent definition.";
        issues.Add(StrategyCodes.NoModel, path.Then("model"), message, agent.Position);
        return null;
    }

    private string? SystemPrompt(LlmAgentDefinition agent, SourcePath path) =>
        agent.SystemPromptTemplate is { } template
            ? new PromptPlanner(template, path.Then("systemPromptTemplate").Then("template"), agent.Position, issues).Plan()
            : agent.SystemPrompt;

    private void CheckReferences(LlmAgentDefinition agent, SourcePath path)
    {
        foreach (var tool in Missing(agent.Tools, IsThere))
            RefuseTool(agent, tool, path.Then("tools"));

        foreach (var server in Missing(agent.McpServers, servers.Contains))
        {
            var message = $"Agent \"{agent.Name}\" references unknown MCP server \"{server}\".";
            issues.Add(StrategyCodes.UnknownMcpServer, path.Then("mcpServers"), message, agent.Position);
        }

        foreach (var skill in Missing(agent.Skills, options.Skills.Contains))
        {
            var message = $"Agent \"{agent.Name}\" references unknown skill \"{skill}\". Skills: {NameList.Of(options.Skills)}.";
            issues.Add(StrategyCodes.UnknownSkill, path.Then("skills"), message, agent.Position);
        }
    }

    private bool IsThere(string tool) => BuiltInTools.Names.Contains(tool) || options.Tools.Contains(tool);

    /// <summary>A tool that clients of the reference know is told apart from one that nobody knows.</summary>
    private void RefuseTool(LlmAgentDefinition agent, string tool, SourcePath path)
    {
        if (BuiltInTools.Absent.Contains(tool))
        {
            var absent = $"Agent \"{agent.Name}\" uses the tool \"{tool}\", which this version does not have yet. Its tools: {NameList.Of(BuiltInTools.Names)}.";
            issues.Add(StrategyCodes.AbsentTool, path, absent, agent.Position);
            return;
        }

        var unknown = $"Agent \"{agent.Name}\" references unknown tool \"{tool}\". Built-in tools: {NameList.Of(BuiltInTools.Names)}. "
            + $"Registered tools: {NameList.Of(options.Tools)}. Custom tools: {NameList.Of([])}.";
        issues.Add(StrategyCodes.UnknownTool, path, unknown, agent.Position);
    }

    private static IEnumerable<string> Missing(ValueArray<string>? names, Func<string, bool> exists) =>
        (names ?? []).Items.Where(name => !exists(name));
}
