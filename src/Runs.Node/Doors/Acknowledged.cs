namespace Runs.Node.Doors;

/// <summary>What was asked for is stored.</summary>
/// <param name="Seq">The last event of the run by then.</param>
internal sealed record Acknowledged(long Seq);
