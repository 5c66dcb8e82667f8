namespace Runs.Actors.Subscriptions;

/// <summary>What a follower finds when it looks for more.</summary>
internal enum HubSight
{
    /// <summary>Nothing more, for now.</summary>
    Nothing,

    /// <summary>An item.</summary>
    Item,

    /// <summary>What comes next isn't here any more: the journal has it.</summary>
    Behind,

    /// <summary>It knows all events that the hub knows.</summary>
    AtHead,

    /// <summary>Nothing ever: the run was erased.</summary>
    Over,
}
