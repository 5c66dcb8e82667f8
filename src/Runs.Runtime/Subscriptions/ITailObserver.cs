using Runs.Runtime.Entities;

namespace Runs.Runtime.Subscriptions;

/// <summary>
/// Hears what this node watches, and how the streams that live here grow. Its methods must be quick, must not throw and must not call
/// the tail back.
/// </summary>
internal interface ITailObserver
{
    /// <summary>Somebody watches the stream, and nobody did before.</summary>
    void Watched(EntityId entity);

    /// <summary>Nobody watches the stream any more.</summary>
    void Unwatched(EntityId entity);

    /// <summary>A stream of this node ends at a sequence number; 0 when it was erased.</summary>
    void Grown(EntityId entity, long lastSeq);
}
