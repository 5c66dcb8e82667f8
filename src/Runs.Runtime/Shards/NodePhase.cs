namespace Runs.Runtime.Shards;

/// <summary>Where a life of a node stands.</summary>
public enum NodePhase
{
    /// <summary>Registered, and not yet ready to own anything.</summary>
    Joining,

    /// <summary>Takes its share of the shards.</summary>
    Up,

    /// <summary>Hands its shards over and takes none.</summary>
    Draining,

    /// <summary>Has left, or was seen dead: nothing of this life runs any more.</summary>
    Gone,
}
