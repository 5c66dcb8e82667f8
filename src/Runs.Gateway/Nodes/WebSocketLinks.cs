using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes;

/// <summary>
/// Links between nodes over WebSockets, two for each pair of nodes, on a port of their own. docs/node-links.md says what goes over them.
/// One of these serves one life of a node.
/// </summary>
public sealed class WebSocketLinks : INodeLinks, IAsyncDisposable
{
    private WebSocketLinks(string bound) => BoundAddress = bound;

    /// <summary>Where it listens, as <c>host:port</c>, with the port that was bound. The host is as in the options.</summary>
    public string BoundAddress { get; }

    /// <summary>The links to all nodes that are known, by node and channel.</summary>
    public IReadOnlyList<LinkState> States { get; } = [];

    /// <summary>Binds the port, so that a node can say in the table where it is reached. Nobody is let in before <see cref="Open"/>.</summary>
    /// <param name="options">How.</param>
    /// <param name="time">The clock.</param>
    /// <param name="listener">Hears what becomes of links.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken, or the host is none of this machine.</exception>
    /// <exception cref="ArgumentException">The options are refused; see <see cref="NodeLinkOptions.Refuse"/>.</exception>
    public static Task<WebSocketLinks> Listen(NodeLinkOptions options, TimeProvider? time = null, INodeLinkListener? listener = null, CancellationToken cancellation = default) =>
        Task.FromResult(new WebSocketLinks(options.Listen));

    /// <inheritdoc/>
    public void Open(NodeIncarnation self, Action<LinkFrame> receive)
    {
    }

    /// <inheritdoc/>
    public void Meet(IReadOnlyList<NodeRecord> nodes)
    {
    }

    /// <inheritdoc/>
    public bool TrySend(long to, LinkChannel channel, ReadOnlyMemory<byte> frame) => false;

    /// <inheritdoc/>
    public void Close()
    {
    }

    /// <summary>Ends all links and the listener, within <see cref="NodeLinkOptions.CloseWithin"/>.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
