using Runs.Runtime.Shards;

namespace Runs.Runtime.Links;

/// <summary>
/// The wires to other nodes. An adapter's duties are few: a frame arrives once or not at all, those of one channel to one life of a node
/// arrive in the order in which they were sent, a frame reaches the life that it is for and no later one, and sending never waits. Who
/// uses the wires expects worse all the same: late, lost, doubled and overtaken frames cost time and nothing else.
/// </summary>
public interface INodeLinks
{
    /// <summary>The longest frame that can be sent, in bytes; a longer one never can, however often it is tried. Default: any.</summary>
    int MaxFrame => int.MaxValue;

    /// <summary>Begins to receive, as this life of this node. The receiver must be quick and must not throw.</summary>
    void Open(NodeIncarnation self, Action<LinkFrame> receive);

    /// <summary>Who there is now: links to these are made and kept, others may be cut.</summary>
    void Meet(IReadOnlyList<NodeRecord> nodes);

    /// <summary>Sends a frame; <see langword="false"/> when there is no link to that life, or too much waits in it already. The bytes are copied or sent before this returns.</summary>
    bool TrySend(long to, LinkChannel channel, ReadOnlyMemory<byte> frame);

    /// <summary>
    /// Whether the machine at a node's address says that nobody listens there. A node that has died is known so at once, and need not be
    /// waited for; of one whose machine is gone too, or cut off, nothing is known. Default: nothing ever is.
    /// </summary>
    /// <param name="node">The node, as its table says.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see langword="false"/> when somebody listens, and when nobody knows.</returns>
    ValueTask<bool> IsDeaf(NodeRecord node, CancellationToken cancellation) => ValueTask.FromResult(false);

    /// <summary>Sends and receives nothing any more.</summary>
    void Close();
}
