namespace Runs.Actors.Subscriptions;

/// <summary>A page of a run's history.</summary>
/// <param name="Events">The events, in order.</param>
/// <param name="LastSeq">The sequence number of the run's last event when the page was read; 0 when it has none.</param>
public sealed record EventPage(IReadOnlyList<StoredEvent> Events, long LastSeq)
{
    /// <summary>The last event that the page has, or that it has left out because it was not asked for: where the next page begins.</summary>
    public long PassedSeq { get; init; }

    /// <summary>Whether the run has events after those of the page.</summary>
    public bool HasMore => PassedSeq < LastSeq;
}
