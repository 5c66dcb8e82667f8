namespace Runs.Checkers.Evidence;

/// <summary>A journaled event that a viewer was shown.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Type">Its type.</param>
internal readonly record struct SeenEvent(long Seq, string Type);
