using Runs.Runtime.Messaging;

namespace Runs.Runtime.Cells;

/// <summary>
/// The bounded queue in front of a cell, first in first out. Part of its capacity is kept for internal messages, so that
/// a flood of commands never keeps a stop or a result out.
/// </summary>
internal sealed class Mailbox(int capacity, int reserved)
{
    private readonly Queue<Envelope> _queue = new();
    private readonly WakeSignal _signal = new();
    private readonly Lock _gate = new();
    private bool _closed;

    public PostOutcome Post(Envelope envelope)
    {
        lock (_gate)
        {
            if (_closed)
                return PostOutcome.Closed;
            if (_queue.Count >= (envelope.IsInternal ? capacity + reserved : capacity))
                return PostOutcome.Full;
            _queue.Enqueue(envelope);
        }

        _signal.Set();
        return PostOutcome.Posted;
    }

    /// <summary>Takes a message of the cell's own entity, full or not: what an entity tells itself it tells once.</summary>
    public void Insist(Envelope envelope)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _queue.Enqueue(envelope);
        }

        _signal.Set();
    }

    /// <summary>Wakes the cell without a message.</summary>
    public void Nudge() => _signal.Set();

    /// <summary>Completes when there may be something to take, or when the mailbox is closed.</summary>
    public ValueTask Ready() => _signal.Wait();

    public void Take(List<Envelope> into, int max)
    {
        bool isEmpty;
        lock (_gate)
        {
            while (into.Count < max && _queue.TryDequeue(out var envelope))
                into.Add(envelope);
            isEmpty = _queue.Count == 0;
        }

        // Many posts count as one signal: what is left behind needs one of its own.
        if (!isEmpty)
            _signal.Set();
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _queue.Count == 0;
        }
    }

    /// <summary>Closes the mailbox if nothing is in it.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            if (_queue.Count > 0)
                return false;
            _closed = true;
        }

        _signal.Set();
        return true;
    }

    /// <summary>Closes the mailbox and hands out what was in it.</summary>
    public IReadOnlyList<Envelope> Close()
    {
        List<Envelope> left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _queue];
            _queue.Clear();
        }

        _signal.Set();
        return left;
    }
}
