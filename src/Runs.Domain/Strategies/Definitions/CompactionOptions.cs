namespace Runs.Domain.Strategies;

/// <summary>How old records of a conversation are summarised.</summary>
public sealed record CompactionOptions
{
    /// <summary>Whether it is done at all. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How many recent records are kept as they are; null for the engine's default.</summary>
    public int? KeepRecent { get; init; }

    /// <summary>Number of records from which on old ones are summarised; null for no such limit.</summary>
    public int? Threshold { get; init; }
}
