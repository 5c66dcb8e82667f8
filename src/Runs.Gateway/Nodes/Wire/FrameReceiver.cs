using System.Buffers;
using System.Buffers.Binary;
using System.Net.WebSockets;

namespace Runs.Gateway.Nodes.Wire;

/// <summary>
/// Reads frames off a link. Many short ones are read at once; of a long one the rest is read straight to where its receiver gets it.
/// </summary>
internal sealed class FrameReceiver(WebSocket socket, Pulse pulse, int maxFrame, Action<ReadOnlyMemory<byte>> receive) : IDisposable
{
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Segment.Size);
    private int _start;
    private int _end;

    /// <summary>Receives until the other end closes; the result is why.</summary>
    /// <exception cref="LinkException">What came can't be a frame.</exception>
    public async Task<LinkEnd> Run()
    {
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(_end), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return LinkCloses.Read(socket.CloseStatus);
            Take(part);
            _end += part.Count;
            await ReadFrames(part.EndOfMessage);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask ReadFrames(bool isEnd)
    {
        while (_end - _start >= WireFrame.HeaderSize)
        {
            var (kind, length) = ReadHeader();
            if (_end - _start - WireFrame.HeaderSize < length)
            {
                if (_start + WireFrame.HeaderSize + length <= _buffer.Length)
                    break;
                isEnd = await ReadLong(kind, length, isEnd);
                continue;
            }

            Hand(kind, _buffer.AsSpan(_start + WireFrame.HeaderSize, length));
            _start += WireFrame.HeaderSize + length;
        }

        Settle(isEnd);
    }

    private (WireFrameKind Kind, int Length) ReadHeader()
    {
        var (kind, length) = WireFrame.ReadHeader(_buffer.AsSpan(_start));
        if (kind > WireFrameKind.Pong || length < 0 || (kind != WireFrameKind.Data && length != WireFrame.BeatSize))
            throw new LinkException(LinkEnd.Malformed);
        return length <= maxFrame ? (kind, length) : throw new LinkException(LinkEnd.FrameTooLong);
    }

    /// <summary>A frame that doesn't fit into what is left of the buffer. The result is whether its message has ended.</summary>
    private async ValueTask<bool> ReadLong(WireFrameKind kind, int length, bool isEnd)
    {
        var frame = new byte[length];
        var had = _buffer.AsSpan((_start + WireFrame.HeaderSize).._end);
        had.CopyTo(frame);
        var filled = had.Length;
        (_start, _end) = (0, 0);
        while (filled < length)
        {
            if (isEnd)
                throw new LinkException(LinkEnd.Malformed);
            var part = await socket.ReceiveAsync(frame.AsMemory(filled), CancellationToken.None);
            Take(part);
            filled += part.Count;
            isEnd = part.EndOfMessage;
        }

        Hand(kind, frame);
        return isEnd;
    }

    private void Hand(WireFrameKind kind, ReadOnlySpan<byte> frame)
    {
        if (kind == WireFrameKind.Data)
            receive(frame.ToArray());
        else if (kind == WireFrameKind.Ping)
            pulse.Pinged(BinaryPrimitives.ReadInt64LittleEndian(frame));
        else
            pulse.Ponged(BinaryPrimitives.ReadInt64LittleEndian(frame));
    }

    private void Hand(WireFrameKind kind, byte[] frame)
    {
        if (kind == WireFrameKind.Data)
            receive(frame);
        else
            Hand(kind, frame.AsSpan());
    }

    /// <summary>A message has whole frames; what is left of one that hasn't ended goes to the beginning.</summary>
    private void Settle(bool isEnd)
    {
        if (isEnd && _start != _end)
            throw new LinkException(LinkEnd.Malformed);
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
    }

    private void Take(ValueWebSocketReceiveResult part)
    {
        if (part.MessageType != WebSocketMessageType.Binary)
            throw new LinkException(LinkEnd.Malformed);
        pulse.Hear();
    }
}
