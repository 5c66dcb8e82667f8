using Runs.Actors.Links;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Clusters;

/// <summary>The answer to <see cref="DrainNode"/>: it has begun, or had before.</summary>
internal sealed record NodeDrains : INodeMessage
{
    private NodeDrains()
    {
    }

    /// <summary>The one instance.</summary>
    public static NodeDrains Instance { get; } = new();

    public void Write(FieldWriter fields)
    {
    }
}
