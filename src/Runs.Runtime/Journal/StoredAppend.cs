namespace Runs.Runtime.Journal;

/// <summary>One row of the journal, read back.</summary>
/// <param name="FirstSeq">The sequence number of its first event.</param>
/// <param name="LastSeq">The sequence number of its last event.</param>
/// <param name="Epoch">The epoch in which it was written; never decreases along a stream.</param>
/// <param name="At">When the turn decided, by the writer's clock.</param>
/// <param name="Data">The events, as the entity encoded them.</param>
public readonly record struct StoredAppend(long FirstSeq, long LastSeq, long Epoch, DateTimeOffset At, ReadOnlyMemory<byte> Data);
