namespace Runs.Node.Doors;

/// <summary>A segment that waits to be started.</summary>
/// <param name="IsFileGone">Whether the strategy's file is gone, and the strategy of the last segment was taken instead.</param>
internal sealed record PreparedSegment(bool IsFileGone);
