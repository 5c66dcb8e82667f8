namespace Runs.Actors.Watching;

/// <summary>What came of a wait.</summary>
/// <param name="RunId">The run.</param>
/// <param name="RequestedSeconds">How long was to be waited.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Step">The step that was waited for, as it was named; <see langword="null"/> for the run.</param>
/// <param name="CursorBefore">Where the wait began.</param>
/// <param name="CursorAfter">Where to go on waiting: everything that matters and was not told comes after it.</param>
/// <param name="Status">The status of the run then, on the wire.</param>
/// <param name="State">What exactly it is.</param>
public sealed record WaitReceipt(
    string RunId, int RequestedSeconds, WaitOutcome Outcome, string? Step, long CursorBefore, long CursorAfter, string Status, string State)
{
    /// <summary>What the step that was waited for is then; <see langword="null"/> for none, or for one that the run has not come to.</summary>
    public string? Phase { get; init; }

    /// <summary>What has ended the wait; <see langword="null"/> when nothing did, or it happened before the place where the wait began.</summary>
    public MaterialEvent? Event { get; init; }
}
