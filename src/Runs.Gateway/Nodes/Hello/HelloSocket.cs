using System.Net.WebSockets;
using Runs.Gateway.Nodes.Wire;

namespace Runs.Gateway.Nodes.Hello;

/// <summary>Sends and receives the few short messages before a link is there.</summary>
internal static class HelloSocket
{
    /// <summary>Whoever hasn't proven who it is gets no more memory than this.</summary>
    public const int MaxMessage = 4096;

    public static ValueTask Send(WebSocket socket, byte[] message, CancellationToken cancellation) =>
        socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, cancellation);

    /// <exception cref="LinkException">The other end closed, or sent what isn't part of a hello.</exception>
    public static async ValueTask<byte[]> Receive(WebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[MaxMessage];
        var length = 0;
        while (length < buffer.Length)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new LinkException(LinkCloses.Read(socket.CloseStatus));
            if (part.MessageType != WebSocketMessageType.Binary)
                break;
            length += part.Count;
            if (part.EndOfMessage)
                return buffer[..length];
        }

        throw new LinkException(LinkEnd.Malformed);
    }

    /// <summary>Says why there will be no link, and waits a moment for the other end to have read it.</summary>
    public static async Task Refuse(WebSocket socket, LinkEnd end, CancellationToken cancellation)
    {
        if (LinkCloses.Of(end) is not { } status || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        await socket.CloseOutputAsync(status, end.Code, cancellation);
        var rest = new byte[256];
        while (socket.State == WebSocketState.CloseSent)
            await socket.ReceiveAsync(rest.AsMemory(), cancellation);
    }
}
