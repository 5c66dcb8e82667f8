using System.Collections.Immutable;
using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Settings of a language model.</summary>
public sealed record LlmSettings : AgentSettings
{
    /// <summary>Model calls in one step of an agent that sets no number: 100.</summary>
    public const int DefaultMaxSteps = 100;

    /// <summary>Options of every model call.</summary>
    public ModelOptions ModelOptions { get; init; } = new();

    /// <summary>Options for single providers, as written; null for none.</summary>
    public SourceObject? ProviderOptions { get; init; }

    /// <summary>JSON schema of the output, as written; null for free text.</summary>
    public SourceObject? OutputSchema { get; init; }

    /// <summary>How much of the conversation the model sees.</summary>
    public ContextOptions Context { get; init; } = new();

    /// <summary>Most model calls in one step.</summary>
    public int MaxSteps { get; init; } = DefaultMaxSteps;

    /// <summary>Names of the tools it may call.</summary>
    public ImmutableArray<string> Tools { get; init; } = [];

    /// <summary>Ids of the MCP servers whose tools it may call.</summary>
    public ImmutableArray<string> McpServers { get; init; } = [];

    /// <summary>Names of the skills it may load.</summary>
    public ImmutableArray<string> Skills { get; init; } = [];
}
