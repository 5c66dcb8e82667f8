using System.Buffers.Binary;
using System.Threading.Channels;
using Runs.Gateway.Nodes;
using Runs.Gateway.Nodes.Hello;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Tests.Nodes.Support;

/// <summary>One life of a node, as far as its links go. What it receives is kept.</summary>
internal sealed class LinkNode : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Channel<LinkFrame> _received = Channel.CreateUnbounded<LinkFrame>();

    private LinkNode(WebSocketLinks links, NodeIncarnation life, LinkEvents events) => (Links, Life, Events, Address) = (links, life, events, links.BoundAddress);

    public WebSocketLinks Links { get; }

    public NodeIncarnation Life { get; }

    public LinkEvents Events { get; }

    /// <summary>What the table of nodes says; can be changed before others meet it.</summary>
    public string Address { get; set; }

    public int Port => int.Parse(Links.BoundAddress.Split(':')[^1]);

    /// <summary>Its row in the table of nodes.</summary>
    public NodeRecord Record => new(Life, Address, NodePhase.Up, TimeSpan.FromMinutes(1));

    /// <summary>Called for each frame on the thread that reads it, before it is kept.</summary>
    public Action<LinkFrame> OnReceive { get; set; } = _ => { };

    public static NodeLinkOptions Options => new() { Listen = "127.0.0.1:0", Secret = Secret, FirstBackoff = TimeSpan.FromMilliseconds(5), LongestBackoff = TimeSpan.FromMilliseconds(50) };

    /// <summary>Starts one that is open.</summary>
    public static async Task<LinkNode> Start(string name, long number, NodeLinkOptions? options = null, TimeProvider? time = null, LinkVersions? versions = null)
    {
        var node = await Listen(name, number, options, time, versions);
        node.Open();
        return node;
    }

    /// <summary>Starts one that listens and hasn't joined yet.</summary>
    public static async Task<LinkNode> Listen(string name, long number, NodeLinkOptions? options = null, TimeProvider? time = null, LinkVersions? versions = null)
    {
        var events = new LinkEvents();
        var links = await WebSocketLinks.Listen(options ?? Options, versions ?? LinkVersions.Current, () => 0.5, time ?? TimeProvider.System, events);
        return new LinkNode(links, new NodeIncarnation(name, number), events);
    }

    /// <summary>Two nodes that know each other and are linked both ways.</summary>
    public static async Task<(LinkNode Older, LinkNode Newer)> Pair(NodeLinkOptions? options = null, TimeProvider? time = null)
    {
        var (older, newer) = (await Start("a", 1, options, time), await Start("b", 2, options, time));
        await Link(older, newer);
        return (older, newer);
    }

    /// <summary>Lets two nodes see each other in the table, and waits until both are linked both ways.</summary>
    public static async Task Link(LinkNode one, LinkNode other)
    {
        one.Meet(other);
        other.Meet(one);
        await one.Events.Linked(other.Life.Node);
        await other.Events.Linked(one.Life.Node);
    }

    public void Open() => Links.Open(Life, frame =>
    {
        OnReceive(frame);
        _received.Writer.TryWrite(frame);
    });

    /// <summary>Reads a table of nodes that has these and itself.</summary>
    public void Meet(params LinkNode[] others) => Links.Meet([Record, .. others.Select(other => other.Record)]);

    public bool TrySend(LinkNode to, LinkChannel channel, byte[] data) => Links.TrySend(to.Life.Number, channel, data);

    public bool TrySend(LinkNode to, LinkChannel channel, int number)
    {
        var data = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(data, number);
        return TrySend(to, channel, data);
    }

    /// <summary>The next frame that was received.</summary>
    public async Task<LinkFrame> Next()
    {
        using var late = new CancellationTokenSource(Deadline);
        try
        {
            return await _received.Reader.ReadAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Life} received nothing more. {string.Join("; ", Events.All)}");
        }
    }

    public async Task<int> NextNumber() => BinaryPrimitives.ReadInt32LittleEndian((await Next()).Data.Span);

    /// <summary>What was received and not asked for yet.</summary>
    public IReadOnlyList<int> Rest()
    {
        var rest = new List<int>();
        while (_received.Reader.TryRead(out var frame))
            rest.Add(BinaryPrimitives.ReadInt32LittleEndian(frame.Data.Span));
        return rest;
    }

    public LinkState State(LinkNode peer, LinkChannel channel) => Links.States.Single(state => state.Peer == peer.Life && state.Channel == channel);

    public ValueTask DisposeAsync() => Links.DisposeAsync();
}
