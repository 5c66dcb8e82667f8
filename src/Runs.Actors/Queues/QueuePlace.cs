namespace Runs.Actors.Queues;

/// <summary>Where a run stands in its queue, as its coordinator saw it a moment ago.</summary>
/// <param name="Position">Its place among those that wait, from 1 on; 0 when it doesn't wait any more.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="Active">How many runs of the queue hold a slot.</param>
/// <param name="Limit">How many may; 0 for any number.</param>
public sealed record QueuePlace(int Position, int Waiting, int Active, int Limit);
