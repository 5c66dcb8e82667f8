using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>Replaces system prompts that name a file by the file's text.</summary>
internal sealed class PromptEmbedding
{
    private readonly IPromptSource _source;
    private RunError? _error;

    private PromptEmbedding(IPromptSource source) => _source = source;

    /// <summary>The strategy with its prompts, or the first thing that went wrong.</summary>
    public static StrategyResult<StrategyDefinition> Embed(StrategyDefinition definition, IPromptSource source)
    {
        var embedding = new PromptEmbedding(source);
        var embedded = definition with { Agents = [.. definition.Agents.Items.Select(embedding.Embed)] };
        return embedding._error is { } error ? StrategyResult<StrategyDefinition>.Refused(error) : StrategyResult<StrategyDefinition>.Ok(embedded);
    }

    private AgentDefinition Embed(AgentDefinition agent)
    {
        if (agent is not LlmAgentDefinition llm)
            return agent;

        return llm with
        {
            SystemPrompt = llm.SystemPrompt is { } prompt ? Embed(prompt) : null,
            SystemPromptTemplate = llm.SystemPromptTemplate is { } template
                ? template with { Template = Embed(template.Template) }
                : null,
        };
    }

    private string Embed(string prompt)
    {
        if (_error is not null || !NamesFile(prompt))
            return prompt;
        var file = _source.Read(prompt, EmbeddedFile.Prompt);
        _error = file.Error;
        return file.Text ?? prompt;
    }

    private static bool NamesFile(string prompt) =>
        prompt.EndsWith(".txt", StringComparison.Ordinal) || prompt.EndsWith(".md", StringComparison.Ordinal);
}
