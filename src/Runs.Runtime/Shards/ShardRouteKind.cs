namespace Runs.Runtime.Shards;

/// <summary>Where the entities of a shard are.</summary>
internal enum ShardRouteKind
{
    /// <summary>On this node, or they will be as soon as the claim under way ends.</summary>
    Here,

    /// <summary>On another node.</summary>
    There,

    /// <summary>On none that is known: the shard is moving, or its owner is dead and its lease hasn't run out.</summary>
    Nowhere,
}
