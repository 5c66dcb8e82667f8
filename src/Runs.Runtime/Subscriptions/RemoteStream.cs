using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Runtime.Subscriptions;

/// <summary>A stream that this node watches, wherever it lives.</summary>
internal sealed class RemoteStream(EntityId entity)
{
    public EntityId Entity { get; } = entity;

    /// <summary>The life of the node that it lives on; <see langword="null"/> for none that is known.</summary>
    public long? Owner { get; set; }

    /// <summary>Where it ends by the owner's last hint.</summary>
    public long Heard { get; set; }

    /// <summary>When the owner is told again.</summary>
    public DateTimeOffset RenewAt { get; set; }

    /// <summary>When the journal is looked at again.</summary>
    public DateTimeOffset LookAt { get; set; }

    /// <summary>Its end when the journal was looked at last; <see langword="null"/> when it wasn't, or there is no such stream.</summary>
    public StreamHead? Head { get; set; }

    /// <summary>Takes in what the journal says. <see langword="true"/> when the watchers may not know it.</summary>
    public bool Sees(StreamHead? head)
    {
        var before = Head;
        Head = head;
        return head is { } now
            ? before?.StreamKey != now.StreamKey || now.LastSeq > Math.Max(before.Value.LastSeq, Heard)
            : before is not null;
    }
}
