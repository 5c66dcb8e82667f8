using System.Net.Sockets;
using System.Text;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Http;

/// <summary>A connection that HTTP hands over to a WebSocket.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private const string Handshake =
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private GatewayWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await GatewayWorld.Start(new GatewayOptions { MaxClients = 2 });

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task What_comes_along_with_the_handshake_is_read()
    {
        // The same connection is asked something else first, and all of it may come at once.
        using var client = new TcpClient();
        await client.ConnectAsync(_world.Gateway.Address.Host, _world.Gateway.Address.Port);
        var ping = """{"type":"ping","requestId":"early"}""";
        byte[] frame = [0x81, (byte)(0x80 | ping.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(ping)];
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes("GET /ready HTTP/1.1\r\nHost: localhost\r\n\r\n" + Handshake), .. frame]);

        var answer = await ReadUntil(client.GetStream(), "\"requestId\":\"early\"");
        answer.ShouldContain("HTTP/1.1 200 OK");
        answer.ShouldContain("HTTP/1.1 101 Switching Protocols");
        answer.ShouldContain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
        answer.ShouldContain("\"type\":\"pong\"");
    }

    [Fact]
    public async Task A_full_server_refuses_until_somebody_goes()
    {
        using var first = await TestClient.Connect(_world.Gateway.Address);
        using (var second = await TestClient.Connect(_world.Gateway.Address))
        {
            // Whoever gets an answer is counted.
            foreach (var client in (TestClient[])[first, second])
                (await client.BeforePong()).ShouldBeEmpty();
            using var http = new TcpClient();
            await http.ConnectAsync(_world.Gateway.Address.Host, _world.Gateway.Address.Port);
            await http.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Handshake));
            var refusal = await ReadUntil(http.GetStream(), "}");
            refusal.ShouldStartWith("HTTP/1.1 503 ");
            ((string?)JObject.Parse(refusal[refusal.IndexOf('{')..])["code"]).ShouldBe("server.full");
        }

        using var late = new CancellationTokenSource(Deadline);
        while (_world.Gateway.ConnectedClients > 1)
        {
            late.IsCancellationRequested.ShouldBeFalse("the second client is still connected");
            await Task.Yield();
        }

        using var third = await TestClient.Connect(_world.Gateway.Address);
        (await third.BeforePong()).ShouldBeEmpty();
    }

    private static async Task<string> ReadUntil(NetworkStream stream, string end)
    {
        using var late = new CancellationTokenSource(Deadline);
        var text = new StringBuilder();
        var buffer = new byte[1024];
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, late.Token);
            count.ShouldBeGreaterThan(0, $"The connection ended before {end} came, after: {text}");
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
