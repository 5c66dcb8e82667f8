namespace Runs.Actors.Subscriptions;

/// <summary>What lies between a follower that knows all events and its hub.</summary>
internal enum HubApproachSight
{
    /// <summary>More events by now: it must look again.</summary>
    Moved,

    /// <summary>A piece of live output that the hub has shown already.</summary>
    Missing,

    /// <summary>The hub has shown less of an attempt than the follower has seen elsewhere: it must wait.</summary>
    Ahead,

    /// <summary>Nothing: it joins.</summary>
    Level,
}
