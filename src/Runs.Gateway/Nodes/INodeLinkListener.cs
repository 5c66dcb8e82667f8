using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes;

/// <summary>Hears what becomes of links between nodes. Must be quick and must not throw.</summary>
public interface INodeLinkListener
{
    /// <summary>Hears nothing.</summary>
    static INodeLinkListener None { get; } = new Nobody();

    /// <summary>A way to another node is there; both speak this version.</summary>
    void Linked(NodeIncarnation peer, LinkChannel channel, int version);

    /// <summary>A way to another node is gone. It is made again unless that life is over.</summary>
    /// <param name="peer">The other node.</param>
    /// <param name="channel">Which way.</param>
    /// <param name="code">Why; see <see cref="LinkCodes"/>.</param>
    /// <param name="message">The same in a sentence.</param>
    void Lost(NodeIncarnation peer, LinkChannel channel, string code, string message);

    /// <summary>
    /// A link could not be made. Said once for each node or address and each reason, and again while it goes on, less and less often.
    /// </summary>
    /// <param name="who">The name of the node and its address, or the address of a stranger.</param>
    /// <param name="code">Why; see <see cref="LinkCodes"/>.</param>
    /// <param name="message">The same in a sentence that says what to do.</param>
    void Refused(string who, string code, string message);

    private sealed class Nobody : INodeLinkListener
    {
        public void Linked(NodeIncarnation peer, LinkChannel channel, int version)
        {
        }

        public void Lost(NodeIncarnation peer, LinkChannel channel, string code, string message)
        {
        }

        public void Refused(string who, string code, string message)
        {
        }
    }
}
