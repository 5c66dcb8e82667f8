namespace Runs.Runtime.Shards;

/// <summary>A row of the shard table.</summary>
/// <param name="Shard">The shard, from 0.</param>
/// <param name="Epoch">How often it has changed hands; 0 for a shard that was never owned.</param>
/// <param name="Owner">The owner's incarnation number, or 0 for none.</param>
public readonly record struct ShardRecord(int Shard, long Epoch, long Owner);
