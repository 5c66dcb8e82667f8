using System.Net.WebSockets;
using System.Text;

namespace Runs.Conformance.Tests.Envelope;

/// <summary>How a client reaches the server, and what a message is.</summary>
public sealed class TransportTests(SharedServer shared) : ConformanceTest(shared)
{
    private static readonly HttpClient Http = new();

    [Theory]
    [InlineData("GET", "/ws", 400, "WebSocket upgrade failed")]
    [InlineData("POST", "/ws", 400, "WebSocket upgrade failed")]
    [InlineData("GET", "/ws/", 404, "Not Found")]
    [InlineData("GET", "/", 404, "Not Found")]
    [InlineData("GET", "/health/", 404, "Not Found")]
    [InlineData("POST", "/health", 404, "Not Found")]
    [InlineData("HEAD", "/health", 404, "")]
    public async Task What_is_no_upgrade_is_refused(string method, string path, int status, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Server.Address, path));
        using var response = await Http.SendAsync(request);
        ((int)response.StatusCode, await response.Content.ReadAsStringAsync()).ShouldBe((status, body));
    }

    [Fact]
    public async Task Health_is_told_whatever_the_query()
    {
        using var response = await Http.GetAsync(new Uri(Server.Address, "/health?x=1"));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var health = JsonText.Parse(await response.Content.ReadAsStringAsync());
        health.Names().ShouldBe(["status", "uptime", "activeRuns", "connectedClients"]);
        ((string?)health["status"]).ShouldBe("ok");
        health.Properties().Skip(1).ShouldAllBe(property => property.Value.Type == JTokenType.Integer);
    }

    [Fact]
    public async Task A_binary_message_is_read_as_text()
    {
        var client = await Connect();
        await client.SendBytes("""{"type":"ping","requestId":"é"}"""u8.ToArray(), WebSocketMessageType.Binary);
        ((string?)(await client.Next())["requestId"]).ShouldBe("é");
    }

    [Fact]
    public async Task A_message_may_come_in_parts()
    {
        var client = await Connect();
        await client.SendBytes("{\"type\":\"pi"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false);
        await client.SendBytes([], WebSocketMessageType.Text, endOfMessage: false);
        await client.SendBytes("ng\"}"u8.ToArray(), WebSocketMessageType.Text);
        (await client.Next()).Kind().ShouldBe("pong");
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_replaced_in_a_binary_message_and_end_the_connection_in_a_text()
    {
        var client = await Connect();
        await client.SendBytes([.. "{\"type\":\"ping\",\"requestId\":\""u8, 0xff, .. "\"}"u8], WebSocketMessageType.Binary);
        ((string?)(await client.Next())["requestId"]).ShouldBe("\ufffd");
        await client.SendBytes([0xff], WebSocketMessageType.Text);
        await client.AwaitClose();
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.InvalidPayloadData);
    }

    [Fact]
    public async Task A_message_of_15_MiB_is_read_and_one_of_17_ends_the_connection()
    {
        var client = await Connect();
        await client.SendBytes(Ping(15), WebSocketMessageType.Text);
        (await client.Next()).Kind().ShouldBe("pong");
        await client.SendBytes(Ping(17), WebSocketMessageType.Text);
        await client.AwaitClose();
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task A_client_that_comes_back_follows_nothing_and_its_runs_went_on()
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        await client.Await("request_input", run);
        client.Dispose();
        var (back, other) = (await Connect(), await Connect());
        await other.Send(new { type = "subscribe", runId = run });
        await other.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x" });
        await other.Await("strategy_completed", run);
        (await back.BeforePong()).ShouldBeEmpty();
    }

    private static byte[] Ping(int mebibytes) => Encoding.UTF8.GetBytes($$"""{"type":"ping","a":"{{new string('x', mebibytes << 20)}}"}""");
}
