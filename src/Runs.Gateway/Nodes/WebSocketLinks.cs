using System.Net.WebSockets;
using Runs.Gateway.Nodes.Dialing;
using Runs.Gateway.Nodes.Hello;
using Runs.Gateway.Nodes.Listening;
using Runs.Gateway.Nodes.Ways;
using Runs.Gateway.Nodes.Wire;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes;

/// <summary>
/// Links between nodes over WebSockets, two for each pair of nodes, on a port of their own. docs/node-links.md says what goes over them.
/// One of these serves one life of a node.
/// </summary>
public sealed class WebSocketLinks : INodeLinks, IAsyncDisposable
{
    private readonly LinkContext _context;
    private readonly LinkClient _client;
    private readonly PeerTable _peers;
    private readonly CancellationTokenSource _closing = new();
    private LinkListener _listener = null!;
    private Task? _stopped;

    private WebSocketLinks(LinkContext context)
    {
        _context = context;
        _client = new LinkClient(context.Options);
        _peers = new PeerTable(context, _client);
    }

    /// <summary>Where it listens, as <c>host:port</c>, with the port that was bound. The host is as in the options.</summary>
    public string BoundAddress { get; private set; } = "";

    /// <summary>The ways to all nodes that are known, two for each.</summary>
    public IReadOnlyList<LinkState> States => [.. _peers.All.OrderBy(peer => peer.Life.Number).SelectMany(peer => peer.States)];

    /// <inheritdoc/>
    public int MaxFrame => _context.Options.MaxFrame;

    /// <summary>How many connections haven't proven yet who they are.</summary>
    internal int Unproven => _listener.Places.Count;

    /// <summary>Binds the port, so that a node can say in the table where it is reached. Nobody is let in before <see cref="Open"/>.</summary>
    /// <param name="options">How.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <param name="listener">Hears what becomes of links.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken, or the host is none of this machine.</exception>
    /// <exception cref="ArgumentException">The options are refused; see <see cref="NodeLinkOptions.Refuse"/>.</exception>
    public static Task<WebSocketLinks> Listen(NodeLinkOptions options, TimeProvider? time = null, INodeLinkListener? listener = null, CancellationToken cancellation = default) =>
        Listen(options, LinkVersions.Current, Random.Shared.NextDouble, time ?? TimeProvider.System, listener ?? INodeLinkListener.None, cancellation);

    /// <summary>The same with the versions to be spoken, and with a randomness of one's own for the waits between tries.</summary>
    internal static async Task<WebSocketLinks> Listen(
        NodeLinkOptions options, LinkVersions versions, Func<double> random, TimeProvider time, INodeLinkListener listener, CancellationToken cancellation = default)
    {
        if (options.Refuse() is { } refusal)
            throw new ArgumentException(refusal.Message, nameof(options));
        var links = new WebSocketLinks(new LinkContext(options, time, listener, versions, random));
        try
        {
            links._listener = await LinkListener.Start(links._context, links.Accept, cancellation);
        }
        catch
        {
            links._client.Dispose();
            throw;
        }

        links.BoundAddress = (NodeAddress.Parse(options.Listen) with { Port = links._listener.Port }).ToString();
        return links;
    }

    /// <inheritdoc/>
    public void Open(NodeIncarnation self, Action<LinkFrame> receive) => _context.Open(self, receive);

    /// <inheritdoc/>
    public void Meet(IReadOnlyList<NodeRecord> nodes) => _peers.Meet(nodes);

    /// <inheritdoc/>
    public bool TrySend(long to, LinkChannel channel, ReadOnlyMemory<byte> frame) =>
        frame.Length <= MaxFrame && _context.IsOpen && _peers.Find(to) is { } peer && peer[channel].TrySend(frame.Span);

    /// <inheritdoc/>
    public async ValueTask<bool> IsDeaf(NodeRecord node, CancellationToken cancellation)
    {
        if (!NodeAddress.TryParse(node.Address, out var address))
            return false;
        using var late = new CancellationTokenSource(_context.Options.ConnectWithin, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        return await NodeKnock.IsDeaf(address, either.Token);
    }

    /// <summary>Sends what waits and then nothing any more, and receives nothing from now on. At the latest after <see cref="NodeLinkOptions.CloseWithin"/> all links have ended.</summary>
    public void Close() => _ = Stop();

    /// <summary>Closes the links, waits until they have ended, and ends listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _listener.DisposeAsync();
        _client.Dispose();
    }

    private Task Stop()
    {
        lock (_closing)
            return _stopped ??= StopOnce();
    }

    private async Task StopOnce()
    {
        _context.Close();
        _closing.Cancel();
        var ended = _peers.Close();
        // What has ended isn't waited for here: a connection that didn't end is cut when its time is over.
        await ended;
        using var late = new CancellationTokenSource(_context.Options.CloseWithin, _context.Time);
        await _listener.Stop(late.Token);
    }

    /// <summary>Serves a connection that another node, or a stranger, has made.</summary>
    private async Task Accept(WebSocket socket, Action cut, UnprovenPlace place, string from)
    {
        try
        {
            var proven = await _context.Handshake.Accept(socket, _context.Self, life => _peers.Admit(life) is not null, _closing.Token);
            await place.Leave();
            _context.Notices.Forget(from);
            if (_peers.Find(proven.Life.Number) is { } peer)
                await peer[proven.Channel].Serve(new LinkSocket(socket, cut, proven.Version));
        }
        catch (LinkException refused)
        {
            _context.Notices.Say(from, refused.End);
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            if (place.IsLate)
                _context.Notices.Say(from, LinkEnd.Late);
        }
    }
}
