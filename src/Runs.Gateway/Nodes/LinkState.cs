using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes;

/// <summary>How one of the two ways to another node is doing.</summary>
/// <param name="Peer">The life of the node.</param>
/// <param name="Address">Where it is reached, as the table of nodes says; empty while it isn't in there.</param>
/// <param name="Channel">Which way.</param>
public sealed record LinkState(NodeIncarnation Peer, string Address, LinkChannel Channel)
{
    /// <summary>Whether frames go both ways now.</summary>
    public bool IsConnected { get; init; }

    /// <summary>The version of the protocol that both have agreed on, now or last; <see langword="null"/> when they haven't yet.</summary>
    public int? PeerVersion { get; init; }

    /// <summary>How long the last heartbeat took there and back, waiting included; <see langword="null"/> before the first.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>So many bytes wait to be sent.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>So many frames were not taken, or taken and then dropped, since the life of the node is known. On the live way that is no failure.</summary>
    public long DroppedFrames { get; init; }

    /// <summary>The code of what went wrong last; <see langword="null"/> when nothing did, or the way is connected.</summary>
    public string? Trouble { get; init; }
}
