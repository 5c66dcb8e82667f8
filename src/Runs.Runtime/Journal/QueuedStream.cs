using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal;

/// <summary>A stream that waits for permits before it may go on.</summary>
/// <param name="Entity">Its name.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="QueuedAt">Since when it waits.</param>
/// <param name="Limits">The keys of the limits of which it wants a slot, one a line.</param>
public sealed record QueuedStream(EntityId Entity, int Priority, DateTimeOffset QueuedAt, string Limits)
{
    /// <summary>Its place in the queue, from which the next page goes on.</summary>
    public QueuedCursor Cursor => new(Priority, QueuedAt, Entity);
}
