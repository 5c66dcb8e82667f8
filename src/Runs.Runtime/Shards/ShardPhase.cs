namespace Runs.Runtime.Shards;

/// <summary>Where a shard stands with this node.</summary>
internal enum ShardPhase
{
    /// <summary>Not ours, and nothing is done about it.</summary>
    Unowned,

    /// <summary>A takeover is under way: for the first time, or from ourselves after an unknown outcome.</summary>
    Claiming,

    /// <summary>Ours, in the recorded epoch.</summary>
    Active,

    /// <summary>Ours still, and on its way to another node: nothing new begins, turns finish.</summary>
    Draining,

    /// <summary>Another node took it.</summary>
    Lost,

    /// <summary>Given back by us.</summary>
    Released,
}
