using Runs.Runtime.Entities;
using Runs.Runtime.Messaging;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Cells;

/// <summary>What an entity knows of the node that hosts it.</summary>
public sealed class EntityContext
{
    private readonly Action<Envelope> _tell;

    internal EntityContext(EntityId id, NodeIncarnation node, TimeProvider time, Action<Envelope> tell)
    {
        Id = id;
        Node = node;
        Time = time;
        _tell = tell;
    }

    /// <summary>The entity.</summary>
    public EntityId Id { get; }

    /// <summary>This life of the hosting node.</summary>
    public NodeIncarnation Node { get; }

    /// <summary>The node's clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Sends a command to the entity itself, for a later turn. Never refused; an entity must not tell itself without bound.</summary>
    public void TellSelf(object command) => _tell(Envelope.Tell(command));
}
