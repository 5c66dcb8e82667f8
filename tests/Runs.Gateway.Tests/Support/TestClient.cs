using System.Net.WebSockets;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Tests.Support;

/// <summary>A client over a real socket. Whatever it waits for has a deadline, and what is missing then is named.</summary>
internal sealed class TestClient : IDisposable
{
    /// <summary>Deeper than any message may be: errors echo a requestId whatever it is.</summary>
    private const int MaxDepth = 512;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private TestClient()
    {
    }

    /// <summary>Every frame that has been read.</summary>
    public List<JObject> Seen { get; } = [];

    /// <summary>Looks at every frame that is read, and throws if it isn't what it should be.</summary>
    public Action<JObject> Check { get; set; } = _ => { };

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? Subprotocol => _socket.SubProtocol;

    public string? CloseReason => _socket.CloseStatusDescription;

    public static async Task<TestClient> Connect(Uri address, string? origin = null, Action<ClientWebSocketOptions>? set = null)
    {
        var client = new TestClient();
        if (origin is not null)
            client._socket.Options.SetRequestHeader("Origin", origin);
        set?.Invoke(client._socket.Options);
        using var late = new CancellationTokenSource(Deadline);
        await client._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/ws" }.Uri, late.Token);
        return client;
    }

    public Task Send(object message) => SendRaw(JsonConvert.SerializeObject(message));

    public Task SendRaw(string message) => SendBytes(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);

    /// <summary>Sends a message, or a part of one after which more comes.</summary>
    public async Task SendBytes(byte[] message, WebSocketMessageType type, bool endOfMessage = true)
    {
        using var late = new CancellationTokenSource(Deadline);
        await _socket.SendAsync(message, type, endOfMessage, late.Token);
    }

    /// <summary>The next frame.</summary>
    public async Task<JObject> Next(string wanted = "a frame") =>
        await TryNext(wanted) ?? throw new InvalidOperationException($"The connection was closed ({CloseStatus} {CloseReason}) before {wanted} came. {Story()}");

    /// <summary>Reads on until a frame of a type comes.</summary>
    public Task<JObject> Await(string type, string? run = null) =>
        Await(frame => (string?)frame["type"] == type && (run is null || (string?)frame["runId"] == run), $"{type} {run}");

    public async Task<JObject> Await(Func<JObject, bool> isWanted, string wanted)
    {
        while (true)
        {
            var frame = await Next(wanted);
            if (isWanted(frame))
                return frame;
        }
    }

    /// <summary>Reads on until the connection is closed.</summary>
    public async Task AwaitClose()
    {
        while (await TryNext("the close") is not null)
        {
        }
    }

    /// <summary>Everything that comes before the reply to a ping sent now.</summary>
    public async Task<List<JObject>> BeforePong()
    {
        var start = Seen.Count;
        var id = $"ping-{start}";
        await Send(new { type = "ping", requestId = id });
        await Await(frame => (string?)frame["type"] == "pong" && (string?)frame["requestId"] == id, "pong");
        return Seen[start..^1];
    }

    /// <summary>Prepares a run.</summary>
    public async Task<JObject> Prepare(string strategyPath, string? runId = null)
    {
        await Send(runId is null ? new { type = "prepare_run", strategyPath } : new { type = "prepare_run", strategyPath, runId });
        return await Await("run_prepared", runId);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The next frame; <see langword="null"/> when the server has closed the connection.</summary>
    public async Task<JObject?> TryNext(string wanted)
    {
        using var late = new CancellationTokenSource(Deadline);
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_buffer, late.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await SayGoodbye(late.Token);
                    return null;
                }

                part.MessageType.ShouldBe(WebSocketMessageType.Text);
                message.Write(_buffer, 0, part.Count);
                if (part.EndOfMessage)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{wanted} did not come in {Deadline}. {Story()}");
        }

        using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(message.ToArray()))) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
        var frame = JObject.Load(reader);
        Seen.Add(frame);
        Check(frame);
        return frame;
    }

    /// <summary>A server that didn't like a message doesn't wait for the answer to its close.</summary>
    private async Task SayGoodbye(CancellationToken late)
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", late);
        }
        catch (WebSocketException)
        {
            // Gone already.
        }
    }

    private string Story() => $"What came last:\n{string.Join('\n', Seen.TakeLast(20).Select(frame => frame.ToString(Formatting.None)))}";
}
