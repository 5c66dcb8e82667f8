namespace Runs.Domain.Runs.State;

/// <summary>The deletion of a run: one that is under way, or the last one that failed.</summary>
/// <param name="Reason">What it was begun by: <see cref="ByRequest"/> or <see cref="ByRetention"/>.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="Failures">How many in a row have failed.</param>
/// <param name="Error">Why it failed; <see langword="null"/> while it is under way.</param>
public sealed record Erasure(string Reason, DateTimeOffset BegunAt, int Failures, RunError? Error)
{
    /// <summary>Somebody asked for it.</summary>
    public const string ByRequest = "request";

    /// <summary>The run was kept as long as it was to be.</summary>
    public const string ByRetention = "retention";

    /// <summary>Whether it is under way: nothing else may happen to the run.</summary>
    public bool IsUnderWay => Error is null;
}
