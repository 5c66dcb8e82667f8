using System.Collections.Immutable;

namespace Runs.Domain.Plans;

/// <summary>What a plan takes from outside its strategy.</summary>
public sealed record PlanOptions
{
    /// <summary>Model of every model agent, whatever the strategy says. Default: none.</summary>
    public string? ModelOverride { get; init; }

    /// <summary>Names of the tools that exist beside the built-in ones, in the order messages list them. Default: none.</summary>
    public ImmutableArray<string> Tools { get; init; } = [];

    /// <summary>Names of the skills that exist, in the order messages list them. Default: none.</summary>
    public ImmutableArray<string> Skills { get; init; } = [];

    /// <summary>Ids of the MCP servers that exist beside the strategy's own. Default: none.</summary>
    public ImmutableArray<string> McpServers { get; init; } = [];
}
