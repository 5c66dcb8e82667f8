using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal;

/// <summary>One row of the journal with where it belongs.</summary>
/// <param name="Position">Greater than that of every append in the journal that was committed before it was begun, and of those whose slots it takes. Positions have gaps, and those of erased streams may be used again.</param>
/// <param name="Entity">The stream's name.</param>
/// <param name="Shard">The shard that fences the stream.</param>
/// <param name="FirstSeq">The sequence number of its first event.</param>
/// <param name="LastSeq">The sequence number of its last event.</param>
/// <param name="Epoch">The epoch in which it was written.</param>
/// <param name="At">When the turn decided, by the writer's clock.</param>
/// <param name="Data">The events, as the entity encoded them.</param>
public readonly record struct DumpedAppend(
    long Position,
    EntityId Entity,
    int Shard,
    long FirstSeq,
    long LastSeq,
    long Epoch,
    DateTimeOffset At,
    ReadOnlyMemory<byte> Data);
