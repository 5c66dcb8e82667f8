using Runs.Runtime.Entities;

namespace Runs.Runtime.Subscriptions;

/// <summary>How far a stream is known to have grown.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Seq">The sequence number of its last event; 0 when none was told of, or the stream was erased.</param>
public readonly record struct StreamPlace(EntityId Stream, long Seq);
