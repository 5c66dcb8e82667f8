namespace Runs.Actors.Subscriptions;

/// <summary>What watching has cost so far.</summary>
public sealed class FeedCounters
{
    private long _reads;
    private long _decoded;

    /// <summary>How often a page of a run's journal was read.</summary>
    public long Reads => Volatile.Read(ref _reads);

    /// <summary>How many events were decoded.</summary>
    public long DecodedEvents => Volatile.Read(ref _decoded);

    internal void Read() => Interlocked.Increment(ref _reads);

    internal void Decoded() => Interlocked.Increment(ref _decoded);
}
