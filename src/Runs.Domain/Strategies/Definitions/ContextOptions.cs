namespace Runs.Domain.Strategies;

/// <summary>How much of an agent's conversation its model sees.</summary>
public sealed record ContextOptions
{
    /// <summary>Only the last so many records; null for all.</summary>
    public int? RollingWindow { get; init; }

    /// <summary>How old records are summarised; null for the engine's default.</summary>
    public CompactionOptions? Compaction { get; init; }
}
