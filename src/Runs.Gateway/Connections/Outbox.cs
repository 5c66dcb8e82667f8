using System.Net.WebSockets;
using System.Threading.Channels;

namespace Runs.Gateway.Connections;

/// <summary>
/// What waits to be sent to one client, bounded in bytes. Who follows a run waits for room, so that a client that doesn't read is
/// caught up from the journal later; replies never wait, because the next request isn't read before there is room for them.
/// </summary>
internal sealed class Outbox(int capacity)
{
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private long _bytes;
    private long _peak;
    private bool _isClosed;

    /// <summary>The bytes that wait now.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The most bytes that have ever waited.</summary>
    public long Peak => Volatile.Read(ref _peak);

    /// <summary>Adds a frame whatever there is already. One for a client that is gone is dropped.</summary>
    public void Post(byte[] frame)
    {
        lock (_gate)
            Add(frame);
    }

    /// <summary>Adds a frame when there is room.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the frame wasn't added.</exception>
    public async ValueTask Send(byte[] frame, CancellationToken cancellation)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_isClosed || _bytes < capacity)
                {
                    Add(frame);
                    return;
                }

                room = WhenRoom();
            }

            await room.WaitAsync(cancellation);
        }
    }

    /// <summary>Waits until there is room.</summary>
    public ValueTask Room(CancellationToken cancellation)
    {
        lock (_gate)
            return _isClosed || _bytes < capacity ? ValueTask.CompletedTask : new ValueTask(WhenRoom().WaitAsync(cancellation));
    }

    /// <summary>Takes nothing more. What waits is still sent.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isClosed = true;
            _frames.Writer.TryComplete();
            _room?.TrySetResult();
        }
    }

    /// <summary>Sends until it is complete and empty. A client that takes too long for one frame is cut off.</summary>
    public async Task Drain(WebSocket socket, TimeSpan sendTimeout)
    {
        using var deadline = new CancellationTokenSource();
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync())
            {
                deadline.CancelAfter(sendTimeout);
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
                deadline.CancelAfter(Timeout.InfiniteTimeSpan);
                Sent(frame.Length);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The client is gone or might as well be: it resumes by cursor.
            socket.Abort();
        }
        finally
        {
            Complete();
        }
    }

    private void Add(byte[] frame)
    {
        if (!_frames.Writer.TryWrite(frame))
            return;
        _bytes += frame.Length;
        _peak = Math.Max(_peak, _bytes);
    }

    private void Sent(int length)
    {
        lock (_gate)
        {
            _bytes -= length;
            if (_bytes > capacity / 2)
                return;
            _room?.TrySetResult();
            _room = null;
        }
    }

    private Task WhenRoom() => (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
