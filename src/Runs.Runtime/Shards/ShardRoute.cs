namespace Runs.Runtime.Shards;

/// <summary>Where the entities of a shard are to be found now.</summary>
/// <param name="Kind">Here, there, or nowhere for the moment.</param>
/// <param name="Owner">The incarnation that owns the shard; 0 unless it is there.</param>
internal readonly record struct ShardRoute(ShardRouteKind Kind, long Owner)
{
    public static ShardRoute Here => new(ShardRouteKind.Here, 0);

    public static ShardRoute Nowhere => new(ShardRouteKind.Nowhere, 0);

    public static ShardRoute There(long owner) => new(ShardRouteKind.There, owner);
}
