using System.Net.WebSockets;
using Runs.Gateway.Subscriptions;
using Runs.Runtime;

namespace Runs.Gateway.Connections;

/// <summary>
/// What is sent to one client: replies, which wait here, and the runs that it follows, which are asked for frames when there is room
/// and never before, so that a client that doesn't read costs next to nothing. What there is to send goes out together.
/// </summary>
internal sealed class Outbox(int capacity)
{
    private const int MaxBatch = 64 * 1024;

    private readonly Queue<object> _queue = new();
    private readonly WakeSignal _signal = new();
    private readonly Lock _gate = new();
    private readonly int _batchSize = Math.Min(capacity, MaxBatch);
    private TaskCompletionSource? _room;
    private long _bytes;
    private long _peak;
    private bool _isClosed;

    /// <summary>The most bytes that have ever waited.</summary>
    public long Peak => Volatile.Read(ref _peak);

    /// <summary>Adds a frame whatever there is already. One for a client that is gone is dropped.</summary>
    public void Post(byte[] frame)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _queue.Enqueue(frame);
            Count(frame.Length);
        }

        _signal.Set();
    }

    /// <summary>A run that the client follows may have something to send.</summary>
    public void Ask(Subscription subscription)
    {
        if (!subscription.TryQueue())
            return;
        lock (_gate)
        {
            if (!_isClosed)
                _queue.Enqueue(subscription);
        }

        _signal.Set();
    }

    /// <summary>Waits until there is room for a reply: the next request isn't read before.</summary>
    public ValueTask Room()
    {
        lock (_gate)
        {
            if (_isClosed || _bytes < capacity)
                return ValueTask.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_room.Task);
        }
    }

    /// <summary>Takes nothing more. What waits is still sent.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isClosed = true;
            _room?.TrySetResult();
        }

        _signal.Set();
    }

    /// <summary>Sends until it is complete and empty. A client that takes too long is cut off.</summary>
    public async Task Drain(WebSocket socket, BatchingStream stream, TimeSpan sendTimeout, IGatewayListener listener)
    {
        try
        {
            while (true)
            {
                // Nothing but this method waits for something to send: it is what an idle client costs.
                if (await Batch(socket, stream, sendTimeout))
                    continue;
                if (IsOver())
                    return;
                await _signal.Wait();
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The client is gone or might as well be: it resumes by cursor.
            if (error is not (OperationCanceledException or WebSocketException or ObjectDisposedException or IOException))
                listener.ClientCut(error);
            socket.Abort();
        }
        finally
        {
            Complete();
        }
    }

    /// <summary>Sends what there is. <see langword="false"/> when there is nothing.</summary>
    private async ValueTask<bool> Batch(WebSocket socket, BatchingStream stream, TimeSpan sendTimeout)
    {
        var bytes = 0;
        while (bytes < _batchSize && TryTake() is { } next)
        {
            stream.Hold();
            bytes += next is Subscription subscription ? await Add(socket, subscription, _batchSize - bytes) : await Add(socket, (byte[])next);
        }

        await stream.Release(sendTimeout);
        Sent(bytes);
        return bytes > 0;
    }

    private async ValueTask<int> Add(WebSocket socket, Subscription subscription, int room)
    {
        var bytes = 0;
        while (await subscription.Next() is { } frame)
        {
            Count(frame.Length);
            bytes += await Add(socket, frame);
            if (bytes < room)
                continue;
            // Others are waiting too.
            Ask(subscription);
            break;
        }

        return bytes;
    }

    /// <summary>Goes no further than the stream, which holds it.</summary>
    private static async ValueTask<int> Add(WebSocket socket, byte[] frame)
    {
        await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return frame.Length;
    }

    private object? TryTake()
    {
        lock (_gate)
        {
            if (!_queue.TryDequeue(out var next))
                return null;
            (next as Subscription)?.Unqueue();
            return next;
        }
    }

    private bool IsOver()
    {
        lock (_gate)
            return _isClosed && _queue.Count == 0;
    }

    private void Count(int bytes)
    {
        lock (_gate)
        {
            _bytes += bytes;
            _peak = Math.Max(_peak, _bytes);
        }
    }

    private void Sent(int bytes)
    {
        lock (_gate)
        {
            _bytes -= bytes;
            if (_bytes > capacity / 2)
                return;
            _room?.TrySetResult();
            _room = null;
        }
    }
}
