namespace Runs.Domain.Strategies;

/// <summary>A strategy as its file says it: valid by itself, its references not checked yet. Compares by value.</summary>
public sealed record StrategyDefinition
{
    /// <summary>Name of the strategy.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the strategy, in the author's own form.</summary>
    public required string Version { get; init; }

    /// <summary>What the strategy is for.</summary>
    public string? Description { get; init; }

    /// <summary>The queue that runs of the strategy wait in; null for the default one.</summary>
    public string? Queue { get; init; }

    /// <summary>The priority of its runs in their queue, higher first; null for 0.</summary>
    public int? Priority { get; init; }

    /// <summary>The limits that count its runs, in the author's order.</summary>
    public ValueArray<string> Limits { get; init; } = [];

    /// <summary>The MCP servers that the strategy brings along, in file order; null when it says nothing.</summary>
    public ValueArray<McpServerDefinition>? McpServers { get; init; }

    /// <summary>The agents, in file order; their names are distinct.</summary>
    public required ValueArray<AgentDefinition> Agents { get; init; }

    /// <summary>Where the strategy stands in the file.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>The root flow.</summary>
    public required FlowDefinition Flow { get; init; }
}
