namespace Runs.Domain.Strategies;

/// <summary>How often a cycle goes round.</summary>
/// <param name="Limit">The number of rounds, at least 1; null for a cycle that only its observer ends.</param>
public readonly record struct CycleCount(int? Limit)
{
    /// <summary>The word for a cycle without a limit.</summary>
    public const string InfiniteWord = "Infinity";

    /// <summary>No limit.</summary>
    public static CycleCount Infinite => new(null);
}
