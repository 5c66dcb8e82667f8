namespace Runs.Domain.Strategies;

/// <summary>A command that is run without a shell.</summary>
public sealed record ProcessAgentDefinition : AgentDefinition
{
    /// <summary>The executable: a name on the path, or a path. Never a template.</summary>
    public required string Command { get; init; }

    /// <summary>The arguments, each a template that stays one argument.</summary>
    public ValueArray<string> Args { get; init; }

    /// <summary>Template of the standard input; null for the step's message.</summary>
    public string? Stdin { get; init; }

    /// <summary>Environment variables beside the standard few, in file order. Never templates.</summary>
    public ValueArray<TextEntry> Env { get; init; }

    /// <summary>Working directory below the run's; null for the run's own. Never a template.</summary>
    public string? Cwd { get; init; }

    /// <summary>Whether a lost attempt is run again. Default: never.</summary>
    public ReplayPolicy Replay { get; init; }

    /// <summary>Most bytes of output that are kept; null for the engine's default.</summary>
    public long? OutputLimit { get; init; }

    /// <summary>Longest time of one attempt; null for none. A step's own timeout comes first.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <inheritdoc/>
    public override string Type => AgentTypes.Process;
}
