using Runs.Runtime.Entities;

namespace Runs.Actors.Queues;

/// <summary>Queues as entities of the runtime: each has a coordinator, wherever its shard is.</summary>
internal static class QueueEntity
{
    /// <summary>The kind of queues.</summary>
    public const string Kind = "queue";

    /// <summary>The entity of a queue.</summary>
    public static EntityId Of(string queue) => new(Kind, queue);
}
