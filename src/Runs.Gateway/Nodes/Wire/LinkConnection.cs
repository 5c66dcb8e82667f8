using System.Net.WebSockets;
using Runs.Runtime;

namespace Runs.Gateway.Nodes.Wire;

/// <summary>
/// One connection of one way to another node, from the proofs to its end: a loop that reads, a loop that writes, and a timer that looks
/// whether the other end is there.
/// </summary>
internal sealed class LinkConnection
{
    private readonly LinkSocket _link;
    private readonly SegmentQueue _queue;
    private readonly NodeLinkOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<ReadOnlyMemory<byte>> _receive;
    private readonly Pulse _pulse;
    private readonly WakeSignal _signal = new();
    private readonly ITimer _beat;
    private readonly Lock _gate = new();
    private LinkEnd? _end;
    private bool _sendsTheRest;
    private ITimer? _deadline;

    public LinkConnection(LinkSocket link, SegmentQueue queue, NodeLinkOptions options, TimeProvider time, Action<ReadOnlyMemory<byte>> receive)
    {
        (_link, _queue, _options, _time, _receive) = (link, queue, options, time, receive);
        _pulse = new Pulse(time, options.Silence, _signal.Set);
        _beat = time.CreateTimer(_ => Beat(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ushort Version => _link.Version;

    public TimeSpan? RoundTrip => _pulse.RoundTrip;

    /// <summary>Whether it is over, or about to be.</summary>
    public bool IsEnding => Ending is not null;

    private LinkEnd? Ending
    {
        get
        {
            lock (_gate)
                return _end;
        }
    }

    /// <summary>There is something to send.</summary>
    public void Wake() => _signal.Set();

    /// <summary>Ends it. What isn't sent yet stays in the queue. The first reason counts.</summary>
    public void End(LinkEnd end) => End(end, sendsTheRest: false);

    /// <summary>Ends it when what is in the queue has been sent.</summary>
    public void EndWhenSent() => End(LinkEnd.Closed, sendsTheRest: true);

    /// <summary>Sends and receives until it ends, for whatever reason.</summary>
    public async Task<LinkEnd> Run()
    {
        _beat.Change(_options.Heartbeat, Timeout.InfiniteTimeSpan);
        var writing = Write();
        await Read();
        await writing;
        await AwaitClose();
        await _beat.DisposeAsync();
        await _deadline!.DisposeAsync();
        _link.Cut();
        _link.Socket.Dispose();
        return Ending!;
    }

    private void End(LinkEnd end, bool sendsTheRest)
    {
        lock (_gate)
        {
            if (_end is not null)
                return;
            (_end, _sendsTheRest) = (end, sendsTheRest);
            // Whatever is under way then, nobody waits for it any longer.
            _deadline = _time.CreateTimer(_ => _link.Cut(), null, _options.CloseWithin, Timeout.InfiniteTimeSpan);
        }

        if (LinkCloses.Of(end) is null)
            _link.Cut();
        _signal.Set();
    }

    private void Beat()
    {
        if (_pulse.IsOver)
            End(LinkEnd.Silent);
        if (IsEnding)
            return;
        _pulse.Beat();
        _beat.Change(_options.Heartbeat, Timeout.InfiniteTimeSpan);
    }

    private async Task Read()
    {
        try
        {
            using var receiver = new FrameReceiver(_link.Socket, _pulse, _options.MaxFrame, _receive);
            End(await receiver.Run());
        }
        catch (LinkException refused)
        {
            End(refused.End);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            End(LinkEnd.Broken);
        }
    }

    private async Task Write()
    {
        try
        {
            // Nothing is sent inside the call that makes the connection.
            await Task.Yield();
            while (await WriteNext())
            {
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            End(LinkEnd.Broken);
            _link.Cut();
        }
    }

    private async ValueTask<bool> WriteNext()
    {
        var end = Ending;
        if (end is null && _pulse.Take() is { } beat)
            await Send(beat);
        else if ((end is null || _sendsTheRest) && _queue.Take() is { } segment)
            await Send(segment);
        else if (end is null)
            await _signal.Wait();
        else
            return await Close(end);
        return true;
    }

    private async ValueTask Send(Segment segment)
    {
        try
        {
            await Send(segment.Written);
        }
        finally
        {
            _queue.Finish(segment);
        }
    }

    private async ValueTask Send(ReadOnlyMemory<byte> message)
    {
        _pulse.Sending(isUnderWay: true);
        await _link.Socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        _pulse.Sending(isUnderWay: false);
    }

    private async ValueTask<bool> Close(LinkEnd end)
    {
        if (LinkCloses.Of(end) is { } status && _link.Socket.State is (WebSocketState.Open or WebSocketState.CloseReceived))
            await _link.Socket.CloseOutputAsync(status, end.Code, CancellationToken.None);
        return false;
    }

    /// <summary>A connection that is cut with unread input loses what the other end was told last.</summary>
    private async Task AwaitClose()
    {
        try
        {
            var rest = new byte[1024];
            while (_link.Socket.State == WebSocketState.CloseSent)
                await _link.Socket.ReceiveAsync(rest.AsMemory(), CancellationToken.None);
        }
        catch (Exception gone) when (gone is not OutOfMemoryException)
        {
            // It is gone, or was cut because it took too long.
        }
    }
}
