using System.Net.WebSockets;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Runs.Node.Tests.Support;

/// <summary>A client of a server over a real socket.</summary>
internal sealed class SocketClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();

    /// <summary>Every frame that has come.</summary>
    public List<JObject> Seen { get; } = [];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <summary>The journaled frames of a run that have come, each with its place.</summary>
    public List<string> Journaled => [.. Seen.Where(frame => frame.ContainsKey("seq") && (string?)frame["type"] is not ("agent_streaming" or "run_prepared")).Select(frame => $"{frame["seq"]} {frame["type"]}")];

    public static async Task<SocketClient> Connect(string url, string? token = null)
    {
        var client = new SocketClient();
        if (token is not null)
            client._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await client._socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws", Path = "/ws" }.Uri, CancellationToken.None).WaitAsync(Deadline);
        return client;
    }

    public Task Send(object message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(JObject.FromObject(message).ToString()), WebSocketMessageType.Text, true, CancellationToken.None).WaitAsync(Deadline);

    /// <summary>Reads on until a frame of a type comes.</summary>
    public async Task<JObject> Await(string type)
    {
        while (await Next(type) is { } frame)
        {
            if ((string?)frame["type"] == type)
                return frame;
        }

        throw new InvalidOperationException($"The connection was closed before {type} came.");
    }

    /// <summary>Reads on until the connection is closed or lost.</summary>
    public async Task AwaitEnd()
    {
        try
        {
            while (await Next("the end") is not null)
            {
            }
        }
        catch (WebSocketException)
        {
            // Lost.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<JObject?> Next(string wanted)
    {
        using var late = new CancellationTokenSource(Deadline);
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        WebSocketReceiveResult part;
        do
        {
            try
            {
                part = await _socket.ReceiveAsync(buffer, late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{wanted} did not come in {Deadline}; what came:\n{string.Join('\n', Seen)}");
            }

            if (part.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", late.Token);
                return null;
            }

            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        var frame = JsonText.Parse(Encoding.UTF8.GetString(message.ToArray()));
        Seen.Add(frame);
        return frame;
    }
}
