using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Runs.Gateway.Connections;

/// <summary>
/// The connection under a WebSocket. What is written while it is held goes out together, in one write; what is written otherwise, pings
/// and pongs, goes out at once, or after the write under way. A connection that has nothing to send has no buffer.
/// </summary>
internal sealed class BatchingStream(ConnectionContext connection) : Stream
{
    /// <summary>A client may send more pings than it reads pongs; those that wait are bounded.</summary>
    private const int MaxWaiting = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Stream _input = connection.Transport.Input.AsStream(leaveOpen: true);
    private readonly PipeWriter _output = connection.Transport.Output;
    private byte[] _buffer = [];
    private int _length;
    private bool _isHeld;
    private Task? _writing;

    /// <summary>The WebSocket over it, once there is one.</summary>
    public WebSocket? Socket { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on what is written waits for <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_gate)
            _isHeld = true;
    }

    /// <summary>Sends what waits.</summary>
    /// <exception cref="TimeoutException">The client took too long to read.</exception>
    public ValueTask Release(TimeSpan deadline)
    {
        Task writing;
        lock (_gate)
        {
            _isHeld = false;
            if (_length == 0 && _writing is null)
                return ValueTask.CompletedTask;
            writing = Begin();
        }

        return writing.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(writing.WaitAsync(deadline));
    }

    /// <summary>Sends what waits, then reads on until the client ends the connection, whatever it still says. To be called when nobody else reads.</summary>
    public async Task AwaitEnd(CancellationToken cancellation)
    {
        await Release(Timeout.InfiniteTimeSpan).AsTask().WaitAsync(cancellation);
        var buffer = new byte[256];
        while (await _input.ReadAsync(buffer, cancellation) > 0)
        {
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Add(buffer.Span);
            if (_isHeld)
                return ValueTask.CompletedTask;
            // Whoever is writing takes it along.
            return _writing is not null && _length < MaxWaiting ? ValueTask.CompletedTask : new ValueTask(Begin().WaitAsync(cancellationToken));
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _input.ReadAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Reads are asynchronous.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Writes are asynchronous.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Every write is as good as flushed.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A WebSocket that is aborted, or whose client answers no ping, ends like this: the connection is cut. One that is closed in order lets it end by itself.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Socket?.State == WebSocketState.Aborted)
            connection.Abort();
        base.Dispose(disposing);
    }

    /// <summary>The write under way, or one that begins now. To be called under the lock.</summary>
    private Task Begin()
    {
        if (_writing is { } already)
            return already;
        var writing = WriteAll();
        _writing = writing.IsCompleted ? null : writing;
        return writing;
    }

    /// <summary>One write at a time, until nothing waits.</summary>
    private async Task WriteAll()
    {
        try
        {
            while (TryTake(out var buffer, out var length))
            {
                try
                {
                    await _output.WriteAsync(buffer.AsMemory(0, length));
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
        }
        catch
        {
            lock (_gate)
                _writing = null;
            throw;
        }
    }

    private bool TryTake(out byte[] buffer, out int length)
    {
        lock (_gate)
        {
            (buffer, length) = (_buffer, _length);
            (_buffer, _length) = ([], 0);
            if (length == 0)
                _writing = null;
            return length > 0;
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + bytes.Length, _buffer.Length * 2));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            if (_buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}
