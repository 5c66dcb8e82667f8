namespace Runs.Actors.Subscriptions;

/// <summary>What a follower finds when it looks for more, and how far the hub is.</summary>
internal readonly record struct HubLook(HubSight Sight, HubHead? Head, FeedItem? Item = null);
