using Runs.Runtime.Entities;

namespace Runs.Runtime.Subscriptions;

/// <summary>One subscriber's ear on a stream. It pins nothing but itself.</summary>
public sealed class TailWatch : IDisposable
{
    private readonly JournalTail _tail;
    private readonly WakeSignal _signal = new();

    internal TailWatch(JournalTail tail, EntityId entity)
    {
        _tail = tail;
        Entity = entity;
    }

    /// <summary>The stream.</summary>
    public EntityId Entity { get; }

    /// <summary>Completes when the stream may have grown since the last wait. One waiter at a time.</summary>
    public ValueTask Wait() => _signal.Wait();

    /// <summary>Wakes the waiter, for reasons of the subscriber's own.</summary>
    public void Wake() => _signal.Set();

    /// <inheritdoc/>
    public void Dispose() => _tail.End(this);
}
