namespace Runs.Gateway.Nodes.Wire;

/// <summary>
/// Whether the other end of a link is there: a ping now and then, when the last answer came, how long it took, and how long what is being
/// sent has been under way. Whoever sends is woken when there is a ping or a pong to be sent.
/// </summary>
internal sealed class Pulse(TimeProvider time, TimeSpan silence, Action wake)
{
    private readonly Lock _gate = new();
    private long _heardAt = time.GetTimestamp();
    private long? _sendingSince;
    private long? _asked;
    private long? _toAnswer;
    private bool _isPingDue = true;
    private TimeSpan? _roundTrip;

    /// <summary>How long the last ping and its answer took.</summary>
    public TimeSpan? RoundTrip
    {
        get
        {
            lock (_gate)
                return _roundTrip;
        }
    }

    /// <summary>Whether nothing was heard for too long, or what is being sent isn't taken.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate)
                return time.GetElapsedTime(_heardAt) >= silence || (_sendingSince is { } since && time.GetElapsedTime(since) >= silence);
        }
    }

    /// <summary>Something has come, whatever it was.</summary>
    public void Hear()
    {
        lock (_gate)
            _heardAt = time.GetTimestamp();
    }

    /// <summary>Something begins to be sent, or is sent.</summary>
    public void Sending(bool isUnderWay)
    {
        lock (_gate)
            _sendingSince = isUnderWay ? time.GetTimestamp() : null;
    }

    /// <summary>It is time for another ping.</summary>
    public void Beat()
    {
        lock (_gate)
            _isPingDue = true;
        wake();
    }

    /// <summary>A ping has come. Of several that weren't answered yet the last one is.</summary>
    public void Pinged(long number)
    {
        lock (_gate)
            _toAnswer = number;
        wake();
    }

    /// <summary>A pong has come.</summary>
    public void Ponged(long number)
    {
        lock (_gate)
        {
            if (_asked != number)
                return;
            _asked = null;
            _roundTrip = time.GetElapsedTime(number);
        }
    }

    /// <summary>The ping or pong that is to be sent now; <see langword="null"/> for none.</summary>
    public byte[]? Take()
    {
        lock (_gate)
        {
            if (_toAnswer is { } number)
            {
                _toAnswer = null;
                return WireFrame.Beat(WireFrameKind.Pong, number);
            }

            if (!_isPingDue)
                return null;
            _isPingDue = false;
            _asked = time.GetTimestamp();
            return WireFrame.Beat(WireFrameKind.Ping, _asked.Value);
        }
    }
}
