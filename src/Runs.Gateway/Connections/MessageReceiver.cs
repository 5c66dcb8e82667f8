using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Runs.Gateway.Connections;

/// <summary>Reads whole messages, text and binary alike. An idle client costs no buffer.</summary>
internal sealed class MessageReceiver(WebSocket socket, int maxMessage, TimeSpan closeTimeout)
{
    private const int ChunkSize = 4096;

    /// <summary>The next message; <see langword="null"/> when the client has closed or has sent too much.</summary>
    public async ValueTask<string?> Next()
    {
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (first.MessageType == WebSocketMessageType.Close)
            return null;
        if (first.EndOfMessage)
            return "";
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var length = 0;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                length += part.Count;
                if (length > maxMessage)
                {
                    await Refuse(buffer);
                    return null;
                }

                if (part.EndOfMessage)
                    return Encoding.UTF8.GetString(buffer, 0, length);
                if (length == buffer.Length)
                    buffer = Grow(buffer, Math.Min(length * 2L, maxMessage + 1L));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What is left of the message is read too: a connection that is cut with unread input loses what the client was told last.</summary>
    private async ValueTask Refuse(byte[] buffer)
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, "Message too big", CancellationToken.None);
        using var late = new CancellationTokenSource(closeTimeout);
        while ((await socket.ReceiveAsync(buffer.AsMemory(), late.Token)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private static byte[] Grow(byte[] buffer, long size)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(size, buffer.Length + 1));
        buffer.AsSpan().CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
