using System.Net.WebSockets;

namespace Runs.Conformance.Tests.Access;

/// <summary>Who may do what at a server with tokens. Every request and path is tried elsewhere; here the whole program is.</summary>
public sealed class TokenTests(GuardedServer guarded) : IClassFixture<GuardedServer>, IDisposable
{
    private static readonly (string Name, string Value)[] s_upgrade =
        [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")];

    private static int s_runs;

    private readonly CheckedClients _clients = new();
    private readonly string _run = $"run-{Interlocked.Increment(ref s_runs)}";

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task A_token_lets_in_by_the_header_and_by_a_subprotocol_that_is_not_sent_back()
    {
        (await Connect(GuardedServer.Header(GuardedServer.Alice))).Subprotocol.ShouldBeNull();
        var page = await Connect(GuardedServer.Subprotocol(GuardedServer.Alice));
        page.Subprotocol.ShouldBe("runs.v1");
        await page.Prepare("echo.yaml", _run);
        await page.Send(new { type = "start_run", runId = _run, input = "x" });
        ((string?)(await page.Await("strategy_completed"))["result"]).ShouldBe("<x>");
    }

    [Fact]
    public async Task Without_a_good_one_nobody_is_let_in()
    {
        foreach (var set in (Action<ClientWebSocketOptions>[])[_ => { }, GuardedServer.Header(GuardedServer.Unknown), GuardedServer.Subprotocol(GuardedServer.Unknown)])
            (await Connect(set).ShouldThrowAsync<WebSocketException>()).Message.ShouldContain("401");
        using (var stranger = new RestClient(guarded.Server.Address))
        {
            (await stranger.Get("runs")).ShouldBeProblem(401, "gateway.unauthenticated");
            (await stranger.Get("/health")).ShouldBe(200).Text.ShouldBe("""{"status":"ok"}""");
        }

        using var alice = new RestClient(guarded.Server.Address, GuardedServer.Alice);
        (await alice.Get("runs")).ShouldBe(200);
        foreach (var path in (string[])["/ws?token=x", $"runs?access_token={GuardedServer.Alice}"])
            (await alice.Get(path, s_upgrade)).ShouldBeProblem(400, "gateway.token-in-query");
    }

    [Fact]
    public async Task A_viewer_looks_and_changes_nothing()
    {
        var (alice, viewer) = (await Connect(GuardedServer.Alice), await Connect(GuardedServer.Viewer));
        await alice.Prepare("echo.yaml", _run);
        await viewer.Send(new { type = "subscribe", runId = _run, afterSeq = 0 });
        await viewer.Send(new { type = "prepare_run", runId = "other", strategyPath = "echo.yaml", requestId = "1" });
        await viewer.Send(new { type = "start_run", runId = _run, requestId = "2" });
        await viewer.Send(new { type = "stop_run", runId = _run, requestId = "3" });
        foreach (var (id, code) in new[] { ("1", "PREPARE_FAILED"), ("2", "START_FAILED"), ("3", "FORBIDDEN") })
        {
            var error = await viewer.Await(frame => (string?)frame["requestId"] == id, code);
            ((string?)error["code"], ((string)error["message"]!).Contains("takes the role operator", StringComparison.Ordinal)).ShouldBe((code, true), error.ToString());
        }

        await alice.Send(new { type = "start_run", runId = _run });
        await viewer.Await("strategy_completed", _run);
        using var rest = new RestClient(guarded.Server.Address, GuardedServer.Viewer);
        (await rest.Get($"runs/{_run}")).ShouldBe(200);
        (await rest.Delete($"runs/{_run}")).ShouldBe(403);
    }

    [Fact]
    public async Task A_run_of_somebody_else_is_like_one_that_does_not_exist()
    {
        var (alice, bob, admin) = (await Connect(GuardedServer.Alice), await Connect(GuardedServer.Bob), await Connect(GuardedServer.Admin));
        await alice.Prepare("echo.yaml", _run);
        var asked = 0;
        foreach (var request in new object[]
        {
            new { type = "subscribe", runId = _run }, new { type = "start_run", runId = _run }, new { type = "prepare_run", runId = _run },
            new { type = "steer_run", runId = _run, text = "x" }, new { type = "user_input", runId = _run, agentName = "a", text = "x" },
        })
        {
            var about = JObject.FromObject(request);
            about["requestId"] = $"{asked++}";
            await bob.SendRaw(about.ToString());
            var answer = await bob.Next();
            about["runId"] = "nope";
            await bob.SendRaw(about.ToString());
            answer.Lasting().Replace(_run, "nope", StringComparison.Ordinal).ShouldBe((await bob.Next()).Lasting());
            ((string?)answer["type"]).ShouldBe("error");
        }

        await alice.Send(new { type = "start_run", runId = _run });
        await alice.Await("strategy_completed", _run);
        (await Listed(alice)).ShouldContain(_run);
        (await Listed(admin)).ShouldContain(_run);
        (await Listed(bob)).ShouldNotContain(_run);
        using var rest = new RestClient(guarded.Server.Address, GuardedServer.Bob);
        (await rest.Get($"runs/{_run}")).ShouldBeProblem(404, "run.not-found");
        (await rest.Get($"runs/{_run}/events")).ShouldBeProblem(404, "run.not-found");
    }

    [Fact]
    public async Task What_lies_outside_the_roots_is_not_there()
    {
        var alice = await Connect(GuardedServer.Alice);
        foreach (var path in (string[])["../outside/echo.yaml", guarded.Server.Here.Path("outside/echo.yaml"), "/etc/hostname", "none.yaml"])
        {
            await alice.Send(new { type = "prepare_run", runId = _run, strategyPath = path });
            (await alice.Next()).ShouldBeError("PREPARE_FAILED", $"There is nothing under the server's roots at: {path}");
        }

        (await alice.Prepare(guarded.Server.Here.Path("root/echo.yaml"), _run)).Of(_run).ShouldBeTrue();
    }

    private static async Task<string[]> Listed(TestClient client)
    {
        await client.Send(new { type = "list_runs" });
        return [.. (await client.Await("run_list"))["runs"]!.Select(run => (string)run["runId"]!)];
    }

    private Task<TestClient> Connect(string token) => Connect(GuardedServer.Header(token));

    private Task<TestClient> Connect(Action<ClientWebSocketOptions> set) => _clients.Connect(guarded.Server, set: set);
}
