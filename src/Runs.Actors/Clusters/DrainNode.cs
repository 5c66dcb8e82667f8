using Runs.Actors.Links;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Clusters;

/// <summary>Asks a node to hand its shards over and to take none any more, for as long as it lives.</summary>
internal sealed record DrainNode : INodeMessage
{
    private DrainNode()
    {
    }

    /// <summary>The one instance.</summary>
    public static DrainNode Instance { get; } = new();

    public void Write(FieldWriter fields)
    {
    }
}
