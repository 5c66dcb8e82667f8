namespace Runs.Actors.Subscriptions;

/// <summary>A follower as its hub knows it.</summary>
internal sealed class HubSeat(Action wake)
{
    /// <summary>Tells it that there may be more.</summary>
    public Action Wake { get; } = wake;

    /// <summary>The index at which it has found nothing more; -1 before.</summary>
    public long Seen { get; set; } = -1;
}
