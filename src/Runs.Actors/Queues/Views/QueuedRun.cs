namespace Runs.Actors.Queues.Views;

/// <summary>A run that waits in a queue.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Position">Its place, from 1 on.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Limits">The limits of which it needs a slot each.</param>
public sealed record QueuedRun(string RunId, int Position, int Priority, DateTimeOffset Since, IReadOnlyList<string> Limits);
