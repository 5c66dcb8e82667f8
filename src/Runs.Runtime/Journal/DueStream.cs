using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal;

/// <summary>A stream that must have a live cell at a time.</summary>
/// <param name="Entity">Its name.</param>
/// <param name="WakeAt">When.</param>
public readonly record struct DueStream(EntityId Entity, DateTimeOffset WakeAt);
