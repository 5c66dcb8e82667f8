using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Frames;

/// <summary>An execution has begun.</summary>
public sealed record StrategyStarted : StrategyFrame
{
    /// <inheritdoc/>
    public override string Type => "strategy_started";

    /// <summary>The strategy's name.</summary>
    public required string StrategyName { get; init; }

    /// <summary>The names of its agents, in file order.</summary>
    public required ValueArray<string> Agents { get; init; }

    /// <summary>Its root flow.</summary>
    public required FlowDefinition Flow { get; init; }
}
