namespace Runs.Runtime.Shards;

/// <summary>Where the entities of a shard are to be found now.</summary>
/// <param name="Kind">Here, there, or nowhere for the moment.</param>
/// <param name="Owner">The incarnation that owns the shard; 0 unless it is there.</param>
/// <param name="Epoch">The newest epoch of the shard that this node has seen; 0 for nowhere.</param>
internal readonly record struct ShardRoute(ShardRouteKind Kind, long Owner, long Epoch)
{
    public static ShardRoute Nowhere => new(ShardRouteKind.Nowhere, 0, 0);

    public static ShardRoute Here(long epoch) => new(ShardRouteKind.Here, 0, epoch);

    public static ShardRoute There(long owner, long epoch) => new(ShardRouteKind.There, owner, epoch);
}
