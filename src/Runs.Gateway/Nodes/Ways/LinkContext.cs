using Runs.Gateway.Nodes.Hello;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Ways;

/// <summary>What all links of a node share.</summary>
internal sealed class LinkContext(NodeLinkOptions options, TimeProvider time, INodeLinkListener listener, LinkVersions versions, Func<double> random)
{
    private volatile Action<LinkFrame>? _receive;

    public NodeLinkOptions Options => options;

    public TimeProvider Time => time;

    public INodeLinkListener Listener => listener;

    /// <summary>From 0 to 1, so that nodes that fail together don't try again together.</summary>
    public Func<double> Random => random;

    public Handshake Handshake { get; } = new(new LinkProofs(options.Secret), versions);

    public RefusalNotices Notices { get; } = new(listener, time);

    /// <summary>This life of this node, once it has joined.</summary>
    public NodeIncarnation Self { get; private set; }

    /// <summary>Whether frames are received.</summary>
    public bool IsOpen => _receive is not null;

    public void Open(NodeIncarnation self, Action<LinkFrame> receive) => (Self, _receive) = (self, receive);

    public void Close() => _receive = null;

    public void Receive(LinkFrame frame) => _receive?.Invoke(frame);
}
