namespace Runs.Gateway.Nodes.Wire;

/// <summary>
/// What waits to be sent on one way to one life of a node, bounded in bytes. Frames that wait are gathered, so that many small ones cost
/// one write. A frame that was taken to be sent never comes back: whether it has arrived is unknown.
/// </summary>
internal sealed class SegmentQueue(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<Segment> _waiting = [];
    private Segment? _last;
    private long _bytes;
    private bool _isClosed;

    /// <summary>How many bytes wait, those that are being sent included.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Adds a copy of a frame; <see langword="false"/> when too much waits already. One frame always fits where none waits.</summary>
    public bool TryAdd(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            var size = WireFrame.HeaderSize + frame.Length;
            if (_isClosed || (_bytes > 0 && _bytes + size > capacity))
                return false;
            if (_last is null || !_last.TryAdd(frame))
            {
                _last = Segment.For(frame.Length);
                _last.TryAdd(frame);
                _waiting.Enqueue(_last);
            }

            _bytes += size;
            return true;
        }
    }

    /// <summary>Takes the oldest frames, to be sent now; <see langword="null"/> when there are none.</summary>
    public Segment? Take()
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out var segment))
                return null;
            if (segment == _last)
                _last = null;
            return segment;
        }
    }

    /// <summary>What was taken is sent, or lost.</summary>
    public void Finish(Segment segment)
    {
        lock (_gate)
            _bytes -= segment.Length;
        segment.Return();
    }

    /// <summary>Drops what waits; the result is how many frames that were.</summary>
    public int Clear()
    {
        var frames = 0;
        while (Take() is { } segment)
        {
            frames += segment.Frames;
            Finish(segment);
        }

        return frames;
    }

    /// <summary>Takes nothing any more.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }
}
