namespace Runs.Actors.Erasures;

/// <summary>The answer to <see cref="LeaveRun"/>.</summary>
/// <param name="IsLeft">Whether nothing of the run lives on the node any more.</param>
internal sealed record RunLeft(bool IsLeft);
