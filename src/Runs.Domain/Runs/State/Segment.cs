using Runs.Domain.Admissions;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.State;

/// <summary>One prepared execution of a run: the first, or a continuation. Everything that it needs is frozen in it.</summary>
public sealed record Segment
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The strategy, in canonical JSON, prompt files included.</summary>
    public required string StrategyJson { get; init; }

    /// <summary>The strategy.</summary>
    public required StrategyDefinition Strategy { get; init; }

    /// <summary>The plan of the strategy.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Where the strategy was read from; empty for one given inline.</summary>
    public required string StrategyPath { get; init; }

    /// <summary>The working directory of the run's processes.</summary>
    public required string Cwd { get; init; }

    /// <summary>The model that replaced every agent's; <see langword="null"/> for none.</summary>
    public string? ModelOverride { get; init; }

    /// <summary>The manifest named at preparation; <see langword="null"/> for none.</summary>
    public string? ManifestPath { get; init; }

    /// <summary>The settings.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>Where the run comes from, and what it takes over; <see langword="null"/> for one that is no fork.</summary>
    public Forks.Fork? Fork { get; init; }

    /// <summary>Where it stands in line, and for what; <see langword="null"/> for one that was prepared before there were queues.</summary>
    public Admission? Admission { get; init; }

    /// <summary>When it was prepared.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>The input that it was started with.</summary>
    public string Input { get; init; } = "";

    /// <summary>The id of the request that started it, for replies; <see langword="null"/> for none.</summary>
    public string? RequestId { get; init; }

    /// <summary>When its start was accepted and it began to wait for its slots; <see langword="null"/> for one that didn't have to.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>When it was started; <see langword="null"/> before, and for one that ended while it was queued.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it may take, pauses included: as its strategy says, else as the settings do; <see langword="null"/> for any time.</summary>
    public TimeSpan? MaxDuration => Plan.Nodes[0].MaxDuration ?? Settings.MaxDuration;
}
