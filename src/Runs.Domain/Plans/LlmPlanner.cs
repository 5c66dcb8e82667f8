using System.Collections.Immutable;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>Plans agents of type <c>llm</c>.</summary>
internal sealed class LlmPlanner(StrategyDefinition definition, PlanOptions options, IssueList issues)
{
    private readonly HashSet<string> servers =
        new((definition.McpServers ?? []).Items.Select(server => server.Id).Concat(options.McpServers), StringComparer.Ordinal);

    public PlanAgent Plan(LlmAgentDefinition agent, int index, string path)
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

    private string? Model(LlmAgentDefinition agent, string path)
    {
        var model = string.IsNullOrEmpty(options.ModelOverride) ? agent.Model : options.ModelOverride;
        if (!string.IsNullOrEmpty(model))
            return model;

        var message = $"Agent \"{agent.Name}\" has no model. Set a model on the agent definition.";
        issues.Add(StrategyCodes.NoModel, SourcePath.Join(path, "model"), message, agent.Position);
        return null;
    }

    private string? SystemPrompt(LlmAgentDefinition agent, string path)
    {
        if (agent.SystemPromptTemplate is not { } source)
            return agent.SystemPrompt;

        var at = SourcePath.Join(SourcePath.Join(path, "systemPromptTemplate"), "template");
        if (source.Template.Contains("{%", StringComparison.Ordinal))
        {
            issues.Add(StrategyCodes.Template, at, $"{at}: {{% %}} tags are not supported; only {{{{name}}}} look-ups of variables are.", agent.Position);
            return null;
        }

        var template = PlanTemplates.Parse(source.Template, at, agent.Position, issues);
        return template.Render(name => Variable(source, name, at, agent.Position));
    }

    private string Variable(PromptTemplateDefinition source, string name, string path, SourcePosition position)
    {
        var value = PromptVariables.Find(source.Variables, name);
        if (value is null)
            issues.Add(StrategyCodes.UnknownLookUp, path, $"{path}: there is no variable {{{{{name}}}}}.", position);
        return value ?? "";
    }

    private void CheckReferences(LlmAgentDefinition agent, string path)
    {
        foreach (var tool in Missing(agent.Tools, options.Tools.Contains))
        {
            var message = $"Agent \"{agent.Name}\" references unknown tool \"{tool}\". "
                + $"Built-in tools: {NameList.Of(options.Tools)}. Registered tools: {NameList.Of([])}. Custom tools: {NameList.Of([])}.";
            issues.Add(StrategyCodes.UnknownTool, SourcePath.Join(path, "tools"), message, agent.Position);
        }

        foreach (var server in Missing(agent.McpServers, servers.Contains))
        {
            var message = $"Agent \"{agent.Name}\" references unknown MCP server \"{server}\".";
            issues.Add(StrategyCodes.UnknownMcpServer, SourcePath.Join(path, "mcpServers"), message, agent.Position);
        }

        foreach (var skill in Missing(agent.Skills, options.Skills.Contains))
        {
            var message = $"Agent \"{agent.Name}\" references unknown skill \"{skill}\". Skills: {NameList.Of(options.Skills)}.";
            issues.Add(StrategyCodes.UnknownSkill, SourcePath.Join(path, "skills"), message, agent.Position);
        }
    }

    private static IEnumerable<string> Missing(ValueArray<string>? names, Func<string, bool> exists) =>
        (names ?? []).Items.Where(name => !exists(name));
}
