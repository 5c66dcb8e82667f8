using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Actors.Runs;

/// <summary>A strategy that can be planned, and whether it is that of the last segment.</summary>
internal sealed record LoadedStrategy(StrategyDefinition Definition, bool IsFrozen)
{
    /// <summary>Its plan.</summary>
    public Plan? Plan { get; init; }
}
