using System.Text;
using Runs.Domain;

namespace Runs.Gateway.Nodes;

/// <summary>How a node listens for other nodes, how it proves itself to them, and how much it takes on.</summary>
public sealed record NodeLinkOptions
{
    /// <summary>Where to listen for other nodes, as <c>host:port</c>: an address of this machine, or a name of it; port 0 picks a free one. Clients have a port of their own.</summary>
    public required string Listen { get; init; }

    /// <summary>
    /// What all nodes of a cluster know and nobody else: 32 to 512 characters, as <c>openssl rand -hex 32</c> makes them. It is proven to
    /// other nodes and never sent, and no text that this record prints has it.
    /// </summary>
    public required string Secret { get; init; }

    /// <summary>How often a link is tried, and its round trip measured. Default: 2 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A link on which nothing is heard for so long, or on which one write takes so long, is closed and made anew. Default: 6 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>So long a new connection has from its first byte to the proof that a node of the cluster made it. Default: 5 s.</summary>
    public TimeSpan HelloWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So long connecting to another node may take, the proofs not counted. Default: 5 s.</summary>
    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long about to wait before a link is made again; twice as long after each failure. Default: 100 ms.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest such wait. Default: 3 s.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// So long frames are taken while a link is being made or made again, and sent when it is there. After that they are refused, and those
    /// that wait are dropped: who sent them looks whether somebody else can answer. Default: 1 s.
    /// </summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long what was sent last may take when the links are closed. Default: 2 s.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>So many bytes of commands and answers may wait for one node; more are refused. One frame always fits where none waits. Default: 16 MiB.</summary>
    public int MaxControlBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>So many bytes for watchers may wait for one node; more are dropped and counted. Default: 8 MiB.</summary>
    public int MaxLiveBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The longest frame, in bytes: twice what a client may send at once. All nodes must agree on it. Default: 32 MiB.</summary>
    public int MaxFrame { get; init; } = 32 * 1024 * 1024;

    /// <summary>So many connections at a time may not have proven yet who they are; more are cut. One address may have a quarter of them. Default: 256.</summary>
    public int MaxUnproven { get; init; } = 256;

    /// <summary>The PEM file of the certificate by which this node says who it is, with its chain. With it, links are encrypted, and those to others are made encrypted. Default: empty; links aren't encrypted.</summary>
    public string TlsCertificate { get; init; } = "";

    /// <summary>The PEM file of the certificate's private key. Default: empty.</summary>
    public string TlsKey { get; init; } = "";

    /// <summary>The PEM file of the authorities whose certificates of other nodes are trusted, and no others. Default: empty; those that the machine trusts.</summary>
    public string TlsAuthority { get; init; } = "";

    /// <summary>Why nobody can listen with these options; <see langword="null"/> when they make sense.</summary>
    public RunError? Refuse() => NodeLinkRules.Refuse(this);

    /// <summary>What is printed of it has no secret.</summary>
    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"Listen = {Listen}, TlsCertificate = {TlsCertificate}");
        return true;
    }
}
