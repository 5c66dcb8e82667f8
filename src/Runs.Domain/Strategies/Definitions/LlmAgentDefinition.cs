namespace Runs.Domain.Strategies;

/// <summary>A language model with its instructions.</summary>
public sealed record LlmAgentDefinition : AgentDefinition
{
    /// <summary>Model id, such as <c>openai/gpt-4o</c>; may be left out when the run brings a model.</summary>
    public string? Model { get; init; }

    /// <summary>The system prompt, taken literally.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>A system prompt with variables; comes before <see cref="SystemPrompt"/>.</summary>
    public PromptTemplateDefinition? SystemPromptTemplate { get; init; }

    /// <summary>Names of the tools the model may call.</summary>
    public ValueArray<string>? Tools { get; init; }

    /// <summary>Ids of the MCP servers whose tools the model may call.</summary>
    public ValueArray<string>? McpServers { get; init; }

    /// <summary>Names of the skills the model may load.</summary>
    public ValueArray<string>? Skills { get; init; }

    /// <summary>Options for single providers, by provider, as written.</summary>
    public SourceObject? ProviderOptions { get; init; }

    /// <summary>Options of every model call.</summary>
    public ModelOptions? ModelOptions { get; init; }

    /// <summary>JSON schema of the output, as written.</summary>
    public SourceObject? OutputSchema { get; init; }

    /// <summary>How much of the conversation the model sees.</summary>
    public ContextOptions? Context { get; init; }

    /// <summary>Most model calls in one step; null for the default, 100.</summary>
    public int? MaxSteps { get; init; }

    /// <inheritdoc/>
    public override string Type => AgentTypes.Llm;
}
