using System.Collections.Immutable;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>Settings of a command.</summary>
public sealed record ProcessSettings : AgentSettings
{
    /// <summary>The executable: a name on the path, or a path.</summary>
    public required string Command { get; init; }

    /// <summary>The arguments; each renders to exactly one.</summary>
    public ImmutableArray<Template> Args { get; init; } = [];

    /// <summary>The standard input; null for the step's message.</summary>
    public Template? Stdin { get; init; }

    /// <summary>Environment variables beside the standard few.</summary>
    public ImmutableArray<TextEntry> Env { get; init; } = [];

    /// <summary>Working directory below the run's; null for the run's own.</summary>
    public string? Cwd { get; init; }

    /// <summary>Whether a lost attempt is run again, unless the step says otherwise.</summary>
    public ReplayPolicy Replay { get; init; }

    /// <summary>Most bytes of standard output, more of which fail the attempt; null for the engine's default.</summary>
    public long? OutputLimit { get; init; }

    /// <summary>Longest time of one attempt, unless the step says otherwise; null for none.</summary>
    public TimeSpan? Timeout { get; init; }
}
