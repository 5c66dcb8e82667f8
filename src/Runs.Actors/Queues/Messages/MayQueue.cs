namespace Runs.Actors.Queues.Messages;

/// <summary>Asks whether one more run may wait. Granted, its place is kept for a moment.</summary>
/// <param name="Run">The run.</param>
internal sealed record MayQueue(string Run);
