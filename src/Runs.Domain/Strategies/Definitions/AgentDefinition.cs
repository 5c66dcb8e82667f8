namespace Runs.Domain.Strategies;

/// <summary>An agent as the file says it.</summary>
public abstract record AgentDefinition
{
    /// <summary>Name of the agent, distinct in its strategy.</summary>
    public required string Name { get; init; }

    /// <summary>What the agent is for.</summary>
    public string? Description { get; init; }

    /// <summary>The limits that count the agent's attempts, in the author's order.</summary>
    public ValueArray<string> Limits { get; init; } = [];

    /// <summary>Where the agent stands in the file.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>The step that brings the agent along, if one does.</summary>
    internal SourceOrigin Origin { get; init; }

    /// <summary>The word in the agent's <c>type</c>.</summary>
    public abstract string Type { get; }
}
