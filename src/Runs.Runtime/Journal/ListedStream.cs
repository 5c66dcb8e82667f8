using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal;

/// <summary>One stream as lists show it.</summary>
/// <param name="Entity">Its name.</param>
/// <param name="Row">Its listing row.</param>
/// <param name="ShardOwner">The incarnation of the node that owns its shard now; 0 when nobody does.</param>
public sealed record ListedStream(EntityId Entity, ListingRow Row, long ShardOwner);
