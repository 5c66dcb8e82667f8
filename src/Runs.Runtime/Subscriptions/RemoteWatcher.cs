namespace Runs.Runtime.Subscriptions;

/// <summary>A node that watches a stream of this one.</summary>
/// <param name="peer">The life of the node.</param>
internal sealed class RemoteWatcher(long peer)
{
    public long Peer { get; } = peer;

    /// <summary>Where the stream ends, as far as it was told since the node began to watch; 0 for unknown, and for erased.</summary>
    public long Seq { get; set; }

    /// <summary>Whether a hint was sent that the node hasn't answered.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>What the last hint said.</summary>
    public long Told { get; set; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset ToldAt { get; set; }

    /// <summary>Until when the interest holds.</summary>
    public DateTimeOffset Until { get; set; }
}
