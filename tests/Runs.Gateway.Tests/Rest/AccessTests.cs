using Runs.Gateway.Access;
using Runs.Gateway.Access.Tokens;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Who may ask for what, over HTTP.</summary>
public sealed class AccessTests : RestTest
{
    private const string AnnsToken = "ann-0123456789-0123456789-0123456789";
    private const string BobsToken = "bob-0123456789-0123456789-0123456789";
    private const string LooksToken = "look-0123456789-0123456789-0123456789";
    private const string AdminToken = "admin-0123456789-0123456789-0123456789";

    private protected override GatewayOptions Options => new()
    {
        AllowedOrigins = ["https://runs.example"],
        Tokens =
        [
            GatewayToken.Of("ann", "ann", Role.Operator, AnnsToken),
            GatewayToken.Of("bob", "bob", Role.Operator, BobsToken),
            GatewayToken.Of("look", "ann", Role.Viewer, LooksToken),
            GatewayToken.Of("admin", "root", Role.Admin, AdminToken),
        ],
    };

    [Fact]
    public async Task Nobody_is_let_in_without_a_token()
    {
        (await Client.Get("runs")).ShouldBeProblem(401, "gateway.unauthenticated");
        (await Client.Get("openapi.json")).ShouldBeProblem(401, "gateway.unauthenticated");
        (await Client.Get($"runs?access_token={AnnsToken}")).ShouldBeProblem(400);
    }

    [Fact]
    public async Task Another_owners_run_is_as_one_that_does_not_exist()
    {
        using var ann = new RestClient(World.Gateway.Address, AnnsToken);
        using var bob = new RestClient(World.Gateway.Address, BobsToken);
        using var admin = new RestClient(World.Gateway.Address, AdminToken);
        (await ann.Post("runs", new { runId = "anns", strategy = Sent(World.Ask()), start = true })).ShouldBe(201);

        foreach (var path in (string[])["runs/anns", "runs/anns/events", "runs/anns/result", "runs/anns/artifacts", "runs/anns/artifacts/a", "runs/anns/wait?seconds=1", "runs/anns/steps/s1%2F0", "runs/anns/steps/s1%2F0/result", "runs/anns?preview=true&afterStep=s1"])
            (await bob.Get(path)).ShouldBeProblem(404, "run.not-found");
        foreach (var verb in (string[])["start", "stop", "kill", "resume"])
            (await bob.Post($"runs/anns/{verb}")).ShouldBeProblem(404, "run.not-found");
        (await bob.Post("runs/anns/continue", new { input = "" })).ShouldBeProblem(404, "run.not-found");
        (await bob.Post("runs", new { runId = "anns", strategy = Sent(World.Echo()), start = true })).ShouldBeProblem(404);
        (await bob.Delete("runs/anns")).ShouldBeProblem(404, "run.not-found");
        (await bob.Get("runs")).Json["runs"]!.ShouldBeEmpty();
        (await bob.Get("runs?owner=ann")).Json["runs"]!.ShouldBeEmpty();

        ((string?)(await admin.Get("runs?owner=ann")).Json["runs"]!.Single()["runId"]).ShouldBe("anns");
        (await admin.Post("runs/anns/kill")).ShouldBe(200);
    }

    [Fact]
    public async Task One_key_of_two_owners_makes_two_runs()
    {
        using var ann = new RestClient(World.Gateway.Address, AnnsToken);
        using var bob = new RestClient(World.Gateway.Address, BobsToken);
        var anns = (await ann.Post("runs", new { strategy = Sent(World.Echo()) }, key: "k")).ShouldBe(201).Json;
        var bobs = (await bob.Post("runs", new { strategy = Sent(World.Echo()) }, key: "k")).ShouldBe(201).Json;
        ((string?)anns["runId"]).ShouldNotBe((string?)bobs["runId"]);
        ((string?)anns["owner"], (string?)bobs["owner"]).ShouldBe(("ann", "bob"));
    }

    [Fact]
    public async Task A_viewer_looks_and_changes_nothing()
    {
        using var ann = new RestClient(World.Gateway.Address, AnnsToken);
        using var viewer = new RestClient(World.Gateway.Address, LooksToken);
        (await ann.Post("runs", new { runId = "anns", strategy = Sent(World.Echo()), start = true })).ShouldBe(201);
        (await viewer.Get("runs/anns")).ShouldBe(200);
        (await viewer.Post("runs/anns/stop")).ShouldBeProblem(403, "gateway.forbidden");
        (await viewer.Post("runs/unknown/stop")).ShouldBeProblem(403, "gateway.forbidden");
        (await viewer.Delete("runs/anns")).ShouldBeProblem(403, "gateway.forbidden");
    }

    [Fact]
    public async Task Pages_of_allowed_origins_are_answered_and_no_others()
    {
        var preflight = await Client.Send(
            "OPTIONS", "runs/x/start", null, ("Origin", "https://runs.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));
        preflight.ShouldBe(204);
        preflight.Headers["Access-Control-Allow-Origin"].ShouldBe("https://runs.example");
        preflight.Headers["Access-Control-Allow-Headers"].ShouldContain("Authorization");

        using var ann = new RestClient(World.Gateway.Address, AnnsToken);
        var allowed = (await ann.Get("runs", ("Origin", "https://runs.example"))).ShouldBe(200);
        (allowed.Headers["Access-Control-Allow-Origin"], allowed.Headers["Vary"]).ShouldBe(("https://runs.example", "Origin"));
        (await ann.Get("runs", ("Origin", "http://localhost:3000"))).ShouldBe(200).Headers.ContainsKey("Access-Control-Allow-Origin").ShouldBeFalse();
        (await ann.Get("runs", ("Origin", "https://evil.example"))).ShouldBeProblem(403, "request.origin");
        (await ann.Get("runs", ("Host", "evil.example"))).ShouldBeProblem(403, "request.origin");
    }

    [Fact]
    public async Task Who_may_not_start_processes_may_not_send_strategies_that_do()
    {
        using var ann = new RestClient(World.Gateway.Address, AnnsToken);
        var path = World.Strategy("process.yaml", """
            name: Process
            version: "1"
            agents: { p: { type: process, config: { command: ls } } }
            flow: { name: Main, type: sequential, steps: [{ agent: p }] }
            """);
        (await ann.Post("runs", new { strategy = Sent(path) })).ShouldBeProblem(403, "gateway.inline-process");
    }

    /// <summary>Whoever has a token may be on another machine, and sends what it has.</summary>
    private static object Sent(string path) => new { text = File.ReadAllText(path), format = "yaml" };
}
