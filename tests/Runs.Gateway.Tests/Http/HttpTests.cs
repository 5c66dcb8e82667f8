using System.Net;
using System.Net.WebSockets;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Http;

/// <summary>What is answered outside of WebSockets, and who may connect.</summary>
public sealed class HttpTests : GatewayTest
{
    private readonly HttpClient _http = new();

    [Theory]
    [InlineData("GET", "/", 404, "Not Found")]
    [InlineData("GET", "/health/", 404, "Not Found")]
    [InlineData("POST", "/health", 404, "Not Found")]
    [InlineData("HEAD", "/health", 404, "")]
    [InlineData("GET", "/ws/", 404, "Not Found")]
    [InlineData("GET", "/WS", 404, "Not Found")]
    [InlineData("GET", "/ws", 400, "WebSocket upgrade failed")]
    [InlineData("POST", "/ws", 400, "WebSocket upgrade failed")]
    public async Task Everything_else_is_refused(string method, string path, int status, string body)
    {
        using var response = await Ask(method, path);
        ((int)response.StatusCode, await response.Content.ReadAsStringAsync()).ShouldBe((status, body));
    }

    [Fact]
    public async Task Health_counts_runs_and_clients()
    {
        var client = await World.Connect();
        await client.Prepare(World.Echo(), "idle");
        await client.Prepare(World.Ask(), "asks");
        await client.Send(new { type = "start_run", runId = "asks" });
        await client.Await("request_input");
        using var response = await Ask("GET", "/health?x=1");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var health = JObject.Parse(await response.Content.ReadAsStringAsync());
        health.Names().ShouldBe(["status", "uptime", "activeRuns", "connectedClients"]);
        ((int)health["activeRuns"]!, (int)health["connectedClients"]!).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Ready_says_when_nothing_new_begins_any_more()
    {
        using var ready = await Ask("GET", "/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        var client = await World.Connect();
        await client.Prepare(World.Echo(), "r");
        World.Gateway.BeginDrain();
        using var draining = await Ask("GET", "/ready");
        draining.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await client.Send(new { type = "start_run", runId = "r" });
        ((string?)(await client.Await("error"))["code"]).ShouldBe("START_FAILED");
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://127.0.0.1", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("file://", false)]
    public async Task Pages_from_elsewhere_are_refused(string origin, bool isAllowed)
    {
        var connecting = TestClient.Connect(World.Gateway.Address, origin);
        if (isAllowed)
            (await connecting).Dispose();
        else
            (await connecting.ShouldThrowAsync<WebSocketException>()).Message.ShouldContain("403");
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(World.Gateway.Address, "/health"));
        request.Headers.Host = "evil.example";
        using var response = await _http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.1")]
    [InlineData("example.com")]
    public void Only_loopback_addresses_are_listened_on(string host) =>
        GatewayHost.Refuse(new GatewayOptions { Host = host })!.Code.ShouldBe("gateway.not-loopback");

    private Task<HttpResponseMessage> Ask(string method, string path) =>
        _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), World.Gateway.Address.ToString().TrimEnd('/') + path));
}
