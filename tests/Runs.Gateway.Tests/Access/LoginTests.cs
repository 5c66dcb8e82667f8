using System.Buffers.Text;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

/// <summary>Who is let in once tokens are set.</summary>
public sealed class LoginTests : TrustTest
{
    [Fact]
    public async Task A_client_without_a_token_is_refused_on_this_machine_too()
    {
        using var response = await Upgrade(null);
        await Refused(response, HttpStatusCode.Unauthorized, "gateway.unauthenticated");
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"runs\"");
    }

    [Theory]
    [InlineData("Bearer " + Keys.Unknown)]
    [InlineData("Bearer alice")]
    [InlineData("Bearer ")]
    [InlineData("Bearer " + Keys.Alice + "x")]
    [InlineData("Basic " + Keys.Alice)]
    [InlineData(Keys.Alice)]
    public async Task A_token_that_is_not_known_is_refused_and_never_repeated(string header)
    {
        using var response = await Upgrade(header);
        await Refused(response, HttpStatusCode.Unauthorized, "gateway.unauthenticated");
        (await response.Content.ReadAsStringAsync() + response.Headers).ShouldNotContain("0123456789");
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("Bearer")]
    public async Task A_token_in_the_header_lets_in(string scheme)
    {
        using var client = await TestClient.Connect(
            World.Gateway.Address, set: options => options.SetRequestHeader("Authorization", $"{scheme} {Keys.Alice}"));
        (await client.BeforePong()).ShouldBeEmpty();
        client.Subprotocol.ShouldBeNull();
    }

    [Fact]
    public async Task A_page_shows_its_token_as_a_subprotocol_which_is_not_sent_back()
    {
        using var client = await TestClient.Connect(World.Gateway.Address, set: options => Offer(options, Keys.Alice));
        client.Subprotocol.ShouldBe("runs.v1");
        await client.Prepare(World.Echo(), "r");
        ((string?)(await World.System.Describe(Domain.Identity.RunId.Parse("r"))).Value!.State.Owner).ShouldBe("alice");
    }

    [Theory]
    [InlineData(Keys.Unknown)]
    [InlineData(Keys.Alice, Keys.Bob)]
    public async Task A_wrong_or_second_subprotocol_token_is_refused(params string[] tokens) =>
        (await TestClient.Connect(World.Gateway.Address, set: options => Offer(options, tokens)).ShouldThrowAsync<WebSocketException>())
            .Message.ShouldContain("401");

    [Theory]
    [InlineData("/ws?token=" + Keys.Alice)]
    [InlineData("/ws?x=1&Access_Token=" + Keys.Alice)]
    [InlineData("/health?token=x")]
    public async Task A_token_in_the_address_is_refused_even_beside_a_good_one(string path)
    {
        using var response = await Upgrade($"Bearer {Keys.Alice}", path);
        await Refused(response, HttpStatusCode.BadRequest, "gateway.token-in-query");
    }

    [Fact]
    public async Task Strangers_learn_that_it_lives_and_no_more()
    {
        var client = await Connect(Keys.Alice);
        await client.Prepare(World.Echo(), "r");
        JObject.Parse(await (await Get("/health")).Content.ReadAsStringAsync()).ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"status":"ok"}""");
        (await Get("/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Get("/health", Keys.Unknown)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Health_counts_the_runs_and_clients_of_whoever_asks()
    {
        var alice = await Connect(Keys.Alice);
        await alice.Prepare(World.Echo(), "r");
        (await Health(Keys.Alice)).ShouldBe((1, 1));
        (await Health(Keys.Bob)).ShouldBe((0, 0));
        (await Health(Keys.Admin)).ShouldBe((1, 1));
    }

    private static void Offer(ClientWebSocketOptions options, params string[] tokens)
    {
        options.AddSubProtocol("runs.v1");
        foreach (var token in tokens)
            options.AddSubProtocol("runs.token." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token)));
    }

    private static async Task Refused(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JObject.Parse(await response.Content.ReadAsStringAsync());
        problem.Names().ShouldBe(["type", "title", "status", "detail", "code"]);
        ((string?)problem["code"], (int)problem["status"]!).ShouldBe((code, (int)status));
    }

    /// <summary>Asks for the upgrade by hand, because clients show little of a refusal.</summary>
    private async Task<HttpResponseMessage> Upgrade(string? authorization, string path = "/ws")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, World.Gateway.Address.ToString().TrimEnd('/') + path);
        foreach (var (name, value) in new[] { ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==") })
            request.Headers.TryAddWithoutValidation(name, value);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await http.SendAsync(request);
    }

    private async Task<(int Runs, int Clients)> Health(string token)
    {
        var health = JObject.Parse(await (await Get("/health", token)).Content.ReadAsStringAsync());
        health.Names().ShouldBe(["status", "uptime", "activeRuns", "connectedClients"]);
        return ((int)health["activeRuns"]!, (int)health["connectedClients"]!);
    }
}
