using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Runs.Benchmarks.Serving;

/// <summary>
/// A WebSocket client that costs next to nothing: it shares the cores with the server that is measured. It knows what that server
/// sends, whole messages and pings, and nothing else.
/// </summary>
internal sealed class FrameSocket : IDisposable
{
    private const int HeaderLimit = 14;

    private readonly Socket _socket;
    private byte[] _received = new byte[4096];
    private int _from;
    private int _to;

    private FrameSocket(Socket socket) => _socket = socket;

    /// <summary>The code with which the server has closed; <see langword="null"/> as long as it hasn't.</summary>
    public int? CloseCode { get; private set; }

    /// <summary>Connects.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="source">The loopback address to come from: each has ports of its own.</param>
    /// <param name="receiveBuffer">The kernel's buffer for what isn't read yet, in bytes; <see langword="null"/> for its own choice.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<FrameSocket> Connect(Uri server, IPAddress? source = null, int? receiveBuffer = null, CancellationToken cancellation = default)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var client = new FrameSocket(socket);
        try
        {
            if (receiveBuffer is { } size)
                socket.ReceiveBufferSize = size;
            if (source is not null)
                socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port, cancellation);
            await client.Upgrade(server, cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends a text message.</summary>
    public ValueTask Send(string text, CancellationToken cancellation) => Send(opcode: 1, Encoding.UTF8.GetBytes(text), cancellation);

    /// <summary>The next message, valid until the next call; <see langword="null"/> when the connection is closed or lost.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> Next(CancellationToken cancellation)
    {
        while (true)
        {
            if (!await Have(2, cancellation))
                return null;
            var opcode = _received[_from] & 0x0f;
            if (_received[_from] >> 4 != 8)
                throw new InvalidDataException("The server sent a message in parts.");
            var lengthBytes = _received[_from + 1] switch { 126 => 2, 127 => 8, _ => 0 };
            if (!await Have(2 + lengthBytes, cancellation))
                return null;
            var length = Length(_received.AsSpan(_from + 1), lengthBytes);
            if (!await Have(2 + lengthBytes + length, cancellation))
                return null;
            var payload = _received.AsMemory(_from + 2 + lengthBytes, length);
            _from += 2 + lengthBytes + length;
            switch (opcode)
            {
                case 1:
                    return payload;
                case 8:
                    CloseCode = length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload.Span) : 1005;
                    return null;
                case 9:
                    await Send(opcode: 10, payload, cancellation);
                    break;
                default:
                    throw new InvalidDataException($"The server sent a frame with opcode {opcode}.");
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int Length(ReadOnlySpan<byte> header, int lengthBytes) => lengthBytes switch
    {
        0 => header[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(header[1..]),
        _ => checked((int)BinaryPrimitives.ReadUInt64BigEndian(header[1..])),
    };

    private async Task Upgrade(Uri server, CancellationToken cancellation)
    {
        var request = $"GET /ws HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellation);
        for (var seen = 1; ; seen++)
        {
            if (!await Have(seen, cancellation))
                throw new IOException("The server closed the connection in the upgrade.");
            if (!_received.AsSpan(_from, seen).EndsWith("\r\n\r\n"u8))
                continue;
            if (!_received.AsSpan(_from).StartsWith("HTTP/1.1 101 "u8))
                throw new IOException($"The server refused the upgrade: {Encoding.ASCII.GetString(_received, _from, seen).Split('\r')[0]}");
            _from += seen;
            return;
        }
    }

    /// <summary>Masked, as the protocol demands of clients, with a key that changes nothing.</summary>
    private async ValueTask Send(byte opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var frame = new byte[HeaderLimit + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        int header;
        if (payload.Length < 126)
        {
            frame[1] = (byte)(0x80 | payload.Length);
            header = 2;
        }
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
            header = 4;
        }

        payload.CopyTo(frame.AsMemory(header + 4));
        var rest = frame.AsMemory(0, header + 4 + payload.Length);
        while (rest.Length > 0)
            rest = rest[await _socket.SendAsync(rest, cancellation)..];
    }

    /// <summary>Reads until there are so many bytes; false when the connection has ended before.</summary>
    private async ValueTask<bool> Have(int count, CancellationToken cancellation)
    {
        if (_to - _from >= count)
            return true;
        MakeRoom(count);
        while (_to - _from < count)
        {
            var read = await Receive(cancellation);
            if (read == 0)
                return false;
            _to += read;
        }

        return true;
    }

    private async ValueTask<int> Receive(CancellationToken cancellation)
    {
        try
        {
            return await _socket.ReceiveAsync(_received.AsMemory(_to), cancellation);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    private void MakeRoom(int count)
    {
        var larger = count > _received.Length ? new byte[Math.Max(count, _received.Length * 2)] : _received;
        if (_from > 0 || larger != _received)
            _received.AsSpan(_from.._to).CopyTo(larger);
        (_received, _from, _to) = (larger, 0, _to - _from);
    }
}
