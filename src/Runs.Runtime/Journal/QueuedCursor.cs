using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal;

/// <summary>A place in a queue: everything after the stream that it names, whether or not that one still waits.</summary>
/// <param name="Priority">The priority of the last stream seen.</param>
/// <param name="QueuedAt">Since when it waited.</param>
/// <param name="Entity">Its name.</param>
public readonly record struct QueuedCursor(int Priority, DateTimeOffset QueuedAt, EntityId Entity);
