using Runs.Runtime.Shards;

namespace Runs.Runtime.Links;

/// <summary>The wires of a node that is alone: there are none.</summary>
public sealed class NoLinks : INodeLinks
{
    private NoLinks()
    {
    }

    /// <summary>The one instance.</summary>
    public static NoLinks Instance { get; } = new();

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
}
