namespace Runs.Actors.Watching;

/// <summary>What somebody waits for in a run, and how long.</summary>
public sealed record WaitQuery
{
    /// <summary>The shortest wait: 1 s.</summary>
    public const int LeastSeconds = 1;

    /// <summary>The longest wait: 60 s. Whoever wants to wait longer waits again, from where the last wait ended.</summary>
    public const int MostSeconds = 60;

    /// <summary>The last event that is known: what matters after it ends the wait at once. <see langword="null"/>: the wait begins with how the run is now.</summary>
    public long? AfterSeq { get; init; }

    /// <summary>The step that is waited for, by its id, its label or its place; <see langword="null"/> for the run.</summary>
    public string? Step { get; init; }

    /// <summary>How long, from <see cref="LeastSeconds"/> to <see cref="MostSeconds"/>. Default: 30 s.</summary>
    public int Seconds { get; init => field = Math.Clamp(value, LeastSeconds, MostSeconds); } = 30;
}
