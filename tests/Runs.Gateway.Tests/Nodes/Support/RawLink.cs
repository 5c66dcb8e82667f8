using System.Net.WebSockets;
using Runs.Gateway.Nodes.Hello;
using Runs.Gateway.Nodes.Wire;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Tests.Nodes.Support;

/// <summary>A connection to a node's links that says whatever a test wants it to say.</summary>
internal sealed class RawLink : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _late = new(Deadline);

    private RawLink()
    {
    }

    /// <summary>What it said when it proved itself.</summary>
    public byte[] Proof { get; private set; } = [];

    public static LinkHello Hello(LinkNode to, string name = "x", long number = 50, LinkChannel channel = LinkChannel.Control) =>
        new(LinkVersions.Current, new byte[LinkHello.NonceSize], (byte)channel, new NodeIncarnation(name, number), to.Life);

    public static async Task<RawLink> Connect(LinkNode to, string path = "/runs/link")
    {
        var raw = new RawLink();
        raw._socket.Options.CollectHttpResponseDetails = true;
        await raw._socket.ConnectAsync(new Uri($"ws://{to.Links.BoundAddress}{path}"), raw._late.Token);
        return raw;
    }

    /// <summary>A connection of a node that knows the secret.</summary>
    public static async Task<RawLink> Prove(LinkNode to, LinkHello? hello = null)
    {
        var raw = await Connect(to);
        var said = (hello ?? Hello(to)).Encode();
        await raw.Send(said);
        var challenge = await raw.Receive();
        raw.Proof = new LinkProofs(LinkNode.Secret).Dialer(said, challenge);
        await raw.Send(raw.Proof);
        (await raw.Receive()).ShouldBe(new LinkProofs(LinkNode.Secret).Acceptor(said, challenge));
        return raw;
    }

    public Task Send(byte[] message, WebSocketMessageType type = WebSocketMessageType.Binary) => _socket.SendAsync(message, type, endOfMessage: true, _late.Token);

    /// <summary>Sends a frame with any header.</summary>
    public Task Send(byte kind, int length, byte[] data)
    {
        var frame = new byte[WireFrame.HeaderSize + data.Length];
        WireFrame.WriteHeader(frame, (WireFrameKind)kind, length);
        data.CopyTo(frame, WireFrame.HeaderSize);
        return Send(frame);
    }

    /// <summary>The next message, whatever is in it.</summary>
    public async Task<byte[]> Receive()
    {
        var buffer = new byte[1024 * 1024];
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), _late.Token);
            part.MessageType.ShouldBe(WebSocketMessageType.Binary, $"closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            length += part.Count;
            if (part.EndOfMessage)
                return buffer[..length];
        }
    }

    /// <summary>Reads until the node closes; the result is its close code and reason. <see langword="null"/> when it just cuts.</summary>
    public async Task<(int Status, string? Reason)?> Closed()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), _late.Token);
                if (part.MessageType != WebSocketMessageType.Close)
                    continue;
                var said = ((int)_socket.CloseStatus!, _socket.CloseStatusDescription);
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", _late.Token);
                return said;
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _late.Dispose();
    }
}
