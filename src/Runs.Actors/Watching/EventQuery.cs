using Runs.Domain.Identity;

namespace Runs.Actors.Watching;

/// <summary>Which events of a run somebody wants next.</summary>
public sealed record EventQuery
{
    /// <summary>The fewest bytes that can be asked for: 512, so that the shortest form of any event fits.</summary>
    public const int LeastBytes = 512;

    /// <summary>The last event that is known. Default: 0.</summary>
    public long AfterSeq { get; init; }

    /// <summary>At most so many; at least 1. Default: 1,000.</summary>
    public int Limit { get; init; } = 1_000;

    /// <summary>
    /// At most so many bytes of them, as JSON with number and time; at least <see cref="LeastBytes"/>. The first comes in any case, shortened
    /// when it is larger alone. <see langword="null"/>: none is shortened.
    /// </summary>
    public int? MaxBytes { get; init; }

    /// <summary>Only the events of this step and of what is in it, and those of the run as a whole; <see langword="null"/> for all.</summary>
    public StepId? Step { get; init; }
}
