namespace Runs.Actors.Watching;

/// <summary>How much of a run somebody wants to see.</summary>
public sealed record SnapshotQuery
{
    /// <summary>The most steps on a page: 1,000.</summary>
    public const int MostSteps = 1_000;

    /// <summary>A page of as many steps as there may be, and no texts.</summary>
    public static SnapshotQuery Default { get; } = new();

    /// <summary>At most so many steps, from 1 to <see cref="MostSteps"/>. Default: <see cref="MostSteps"/>.</summary>
    public int Limit { get; init; } = MostSteps;

    /// <summary>The place of the last step of the page before; <see langword="null"/> for the first page.</summary>
    public string? AfterStep { get; init; }

    /// <summary>At most so much of what the sinks came to, in bytes over all of them; <see langword="null"/> for their sizes alone.</summary>
    public int? MaxBytes { get; init; }
}
