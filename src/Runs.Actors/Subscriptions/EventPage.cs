namespace Runs.Actors.Subscriptions;

/// <summary>A page of a run's history.</summary>
/// <param name="Events">The events, in order.</param>
/// <param name="LastSeq">The sequence number of the run's last event when the page was read; 0 when it has none.</param>
public sealed record EventPage(IReadOnlyList<StoredEvent> Events, long LastSeq)
{
    /// <summary>Whether the run has events after those of the page.</summary>
    public bool HasMore => Events.Count > 0 && Events[^1].Seq < LastSeq;
}
