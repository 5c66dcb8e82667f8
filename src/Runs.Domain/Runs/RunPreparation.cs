using Runs.Domain.Admissions;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs;

/// <summary>Everything that a segment needs, read and checked before the run is asked.</summary>
public sealed record RunPreparation
{
    /// <summary>Whose run it is, if it is new.</summary>
    public required string Owner { get; init; }

    /// <summary>The strategy in canonical JSON, which must read and plan.</summary>
    public required string StrategyJson { get; init; }

    /// <summary>Where it was read from; empty for inline.</summary>
    public string StrategyPath { get; init; } = "";

    /// <summary>The working directory.</summary>
    public required string Cwd { get; init; }

    /// <summary>The model that replaces every agent's.</summary>
    public string? ModelOverride { get; init; }

    /// <summary>The manifest named.</summary>
    public string? ManifestPath { get; init; }

    /// <summary>What a new run takes over from another one; <see langword="null"/> for nothing.</summary>
    public Forks.Fork? Fork { get; init; }

    /// <summary>Where the run stands in line, and for what. Default: nowhere, it waits for nothing.</summary>
    public Admission? Admission { get; init; }

    /// <summary>The settings.</summary>
    public RunSettings Settings { get; init; } = new();
}
