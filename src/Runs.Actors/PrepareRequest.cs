using Runs.Actors.Forks;
using Runs.Actors.Strategies;
using Runs.Domain.Identity;
using Runs.Domain.Strategies;

namespace Runs.Actors;

/// <summary>What a run is prepared from. What is left out is taken from the run's last segment, or has a default.</summary>
public sealed record PrepareRequest
{
    /// <summary>The run; <see langword="null"/> for a new one with an id of the system's choice.</summary>
    public RunId? Run { get; init; }

    /// <summary>The strategy file. Relative to <see cref="RunSystemOptions.BaseDirectory"/>.</summary>
    public string? StrategyPath { get; init; }

    /// <summary>The strategy itself, instead of a file.</summary>
    public StrategyDefinition? Strategy { get; init; }

    /// <summary>Another run that the new one goes on beside, instead of a strategy. Default: none.</summary>
    public ForkRequest? Fork { get; init; }

    /// <summary>The working directory of the run's processes. Default: <see cref="RunSystemOptions.BaseDirectory"/>.</summary>
    public string? Cwd { get; init; }

    /// <summary>A model that replaces that of every agent.</summary>
    public string? ModelOverride { get; init; }

    /// <summary>A manifest, kept with the run.</summary>
    public string? ManifestPath { get; init; }

    /// <summary>The queue that it waits in. Default: that of the strategy, else that of the run's last segment, else the default one.</summary>
    public string? Queue { get; init; }

    /// <summary>Its priority there, higher first. Default: that of the strategy, else that of the run's last segment, else 0.</summary>
    public int? Priority { get; init; }

    /// <summary>Where the paths of this request may lead. Default: anywhere, for one who has the machine to themselves.</summary>
    public ClientPaths? Paths { get; init; }

    /// <summary>Whose run it is. Default: <c>local</c>.</summary>
    public string Owner { get; init; } = "local";

    /// <summary>
    /// Whose run it must be if there is one: another's is refused with <c>run.not-found</c>, and nothing is told of it. Default: anybody's.
    /// </summary>
    public string? OnlyOwner { get; init; }

    /// <summary>The id that makes a repeated request the same request. Default: a new one.</summary>
    public string? CommandId { get; init; }
}
