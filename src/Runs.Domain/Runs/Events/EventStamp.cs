namespace Runs.Domain.Runs.Events;

/// <summary>Where and when an event stands in its run.</summary>
/// <param name="Seq">Its sequence number, from 1.</param>
/// <param name="At">When it was decided.</param>
public readonly record struct EventStamp(long Seq, DateTimeOffset At);
