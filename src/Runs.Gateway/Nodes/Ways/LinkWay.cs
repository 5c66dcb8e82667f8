using Runs.Gateway.Nodes.Wire;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Ways;

/// <summary>
/// One channel to one life of a node. Connections of it come and go, one after the other: a newer one takes the place of the one before
/// it, and begins when that one has ended, so that no frame is overtaken. What waits to be sent outlives them.
/// </summary>
internal sealed class LinkWay
{
    private readonly LinkContext _context;
    private readonly NodeIncarnation _peer;
    private readonly LinkChannel _channel;
    private readonly SegmentQueue _queue;
    private readonly Lock _gate = new();
    private volatile LinkConnection? _connection;
    private LinkConnection? _latest;
    private Task _ended = Task.CompletedTask;
    private volatile bool _isOver;
    private long _downSince;
    private long _dropped;
    private ushort? _version;
    private string? _trouble;

    public LinkWay(LinkContext context, NodeIncarnation peer, LinkChannel channel)
    {
        (_context, _peer, _channel) = (context, peer, channel);
        _queue = new SegmentQueue(channel == LinkChannel.Live ? context.Options.MaxLiveBytes : context.Options.MaxControlBytes);
        _downSince = context.Time.GetTimestamp();
    }

    /// <summary>Completes when no connection is left.</summary>
    public Task Ended
    {
        get
        {
            lock (_gate)
                return _ended;
        }
    }

    /// <summary>Sends a frame as soon as that is possible; <see langword="false"/> when it certainly isn't sent.</summary>
    public bool TrySend(ReadOnlySpan<byte> frame)
    {
        if (!_isOver && (_connection is not null || IsHeld) && _queue.TryAdd(frame))
        {
            _connection?.Wake();
            return true;
        }

        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>Drops what has waited too long for a connection.</summary>
    public void Tidy()
    {
        lock (_gate)
        {
            if (_connection is null && !IsHeld)
                Interlocked.Add(ref _dropped, _queue.Clear());
        }
    }

    /// <summary>Sends and receives on a connection until it ends.</summary>
    public async Task<LinkEnd> Serve(LinkSocket socket)
    {
        var connection = new LinkConnection(socket, _queue, _context.Options, _context.Time, frame => _context.Receive(new LinkFrame(_peer.Number, _channel, frame)));
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await Succeed(connection, ended.Task);
            Begin(connection);
            var end = await connection.Run();
            Finish(connection, end);
            return end;
        }
        finally
        {
            ended.SetResult();
        }
    }

    /// <summary>That life of the node is over: what waits is dropped.</summary>
    public void Drop() => End(connection => connection.End(LinkEnd.Closed));

    /// <summary>This node is stopping: what waits is sent.</summary>
    public void Close() => End(connection => connection.EndWhenSent());

    /// <summary>A connection could not be made.</summary>
    public void Fail(LinkEnd end)
    {
        lock (_gate)
            _trouble = end.Code;
    }

    public LinkState Describe(string address)
    {
        lock (_gate)
        {
            return new LinkState(_peer, address, _channel)
            {
                IsConnected = _connection is not null,
                PeerVersion = _version,
                RoundTrip = _connection?.RoundTrip,
                QueuedBytes = _queue.Bytes,
                DroppedFrames = Interlocked.Read(ref _dropped),
                Trouble = _trouble,
            };
        }
    }

    /// <summary>Whether a connection may be there soon enough for what is sent now.</summary>
    private bool IsHeld => _context.Time.GetElapsedTime(Volatile.Read(ref _downSince)) <= _context.Options.HoldFor;

    /// <summary>Takes the place of the connection before, and waits until that is over.</summary>
    private Task Succeed(LinkConnection connection, Task ended)
    {
        lock (_gate)
        {
            var before = _ended;
            _latest?.End(LinkEnd.Replaced);
            if (_isOver)
                connection.End(LinkEnd.Closed);
            (_latest, _ended) = (connection, ended);
            return before;
        }
    }

    private void Begin(LinkConnection connection)
    {
        lock (_gate)
        {
            if (connection.IsEnding)
                return;
            if (!IsHeld)
                Interlocked.Add(ref _dropped, _queue.Clear());
            (_connection, _version, _trouble) = (connection, connection.Version, null);
        }

        _context.Listener.Linked(_peer, _channel, connection.Version);
    }

    private void Finish(LinkConnection connection, LinkEnd end)
    {
        lock (_gate)
        {
            if (_connection != connection)
                return;
            (_connection, _trouble) = (null, end.Code);
            Volatile.Write(ref _downSince, _context.Time.GetTimestamp());
        }

        _context.Listener.Lost(_peer, _channel, end.Code, end.Message);
    }

    private void End(Action<LinkConnection> end)
    {
        lock (_gate)
        {
            _isOver = true;
            _queue.Close();
            if (_latest is not null)
                end(_latest);
            if (_connection is null)
                Interlocked.Add(ref _dropped, _queue.Clear());
        }
    }
}
