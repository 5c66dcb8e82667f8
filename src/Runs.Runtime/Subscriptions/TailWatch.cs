using Runs.Runtime.Entities;

namespace Runs.Runtime.Subscriptions;

/// <summary>One subscriber's ear on a stream. It pins nothing but itself.</summary>
public sealed class TailWatch : IDisposable
{
    private readonly JournalTail _tail;
    private readonly WakeSignal _signal = new();
    private int _grown = 1;

    internal TailWatch(JournalTail tail, EntityId entity)
    {
        _tail = tail;
        Entity = entity;
    }

    /// <summary>The stream.</summary>
    public EntityId Entity { get; }

    /// <summary>Completes when something may have changed since the last wait. One waiter at a time.</summary>
    public ValueTask Wait() => _signal.Wait();

    /// <summary>Whether the stream may have grown since this was last asked. The first answer is yes.</summary>
    public bool TakeGrown() => Interlocked.Exchange(ref _grown, 0) != 0;

    /// <summary>Wakes the waiter, for reasons of the subscriber's own.</summary>
    public void Wake() => _signal.Set();

    internal void Wake(bool grown)
    {
        if (grown)
            Volatile.Write(ref _grown, 1);
        _signal.Set();
    }

    /// <inheritdoc/>
    public void Dispose() => _tail.End(this);
}
