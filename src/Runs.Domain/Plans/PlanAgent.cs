using System.Collections.Immutable;
using Runs.Domain.Admissions;

namespace Runs.Domain.Plans;

/// <summary>An agent of a plan.</summary>
public sealed record PlanAgent
{
    /// <summary>Place in <see cref="Plan.Agents"/>.</summary>
    public required int Index { get; init; }

    /// <summary>Name of the agent.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of work it does; decides the type of <see cref="Settings"/>.</summary>
    public required PlanAgentKind Kind { get; init; }

    /// <summary>The model in effect, the run's override included; null for what is not a model.</summary>
    public string? Model { get; init; }

    /// <summary>The system prompt in effect, variables filled in; null for none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The limits that count its attempts, each once.</summary>
    public ImmutableArray<LimitName> Limits { get; init; } = [];

    /// <summary>The settings of its kind.</summary>
    public required AgentSettings Settings { get; init; }
}
