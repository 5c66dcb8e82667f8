using System.Net.WebSockets;

namespace Runs.Conformance.Tests.Lifecycle;

/// <summary>The end of the server by SIGTERM, and what its next start finds.</summary>
public sealed class ServerEndTests : IDisposable
{
    private readonly CheckedClients _clients = new();

    [Fact]
    public async Task Clients_get_their_frames_and_1001_and_every_run_goes_on_at_the_next_start()
    {
        await using var server = await ServerProcess.Start("--set", "runs.node.shutdown-grace=10ms");
        var client = await _clients.Connect(server);
        foreach (var (run, strategy) in new[] { ("asks", "ask"), ("works", "stuck"), ("idle", "echo") })
            await client.Prepare(server.Strategy(strategy), run);
        await client.Send(new { type = "start_run", runId = "asks", requestId = "s" });
        await client.Await("request_input", "asks");
        await client.Send(new { type = "start_run", runId = "works" });
        await client.Await(frame => frame.Of("works") && frame.Kind() == "agent_streaming thinking", "thinking");

        server.Terminate();
        await client.AwaitClose();
        (client.CloseStatus, client.CloseReason).ShouldBe((WebSocketCloseStatus.EndpointUnavailable, "Server shutting down"));
        client.Seen.ShouldNotContain(frame => frame.IsTerminal());
        (await server.Exit()).Exited(0);

        await server.StartAgain();
        var back = await _clients.Connect(server);
        await back.Send(new { type = "list_strategies" });
        (await back.Await("strategy_list"))["runs"]!.ToDictionary(run => (string)run["runId"]!, run => (string)run["status"]!)
            .ShouldBe(new Dictionary<string, string> { ["asks"] = "running", ["works"] = "running", ["idle"] = "pending" }, ignoreOrder: true);
        await back.Send(new { type = "subscribe", runId = "works" });
        await back.Await(frame => frame.Of("works") && frame.Kind() == "agent_streaming thinking", "thinking");
        await back.Send(new { type = "subscribe", runId = "asks" });
        await back.Await("request_input", "asks");
        await back.Send(new { type = "user_input", runId = "asks", agentName = "boss", text = "yes" });
        var completed = await back.Await("strategy_completed", "asks");
        ((string?)completed["result"], (string?)completed["requestId"]).ShouldBe(("<yes>", "s"));
        await back.Send(new { type = "start_run", runId = "idle", input = "x" });
        ((string?)(await back.Await("strategy_completed", "idle"))["result"]).ShouldBe("<x>");
        await back.Send(new { type = "stop_run", runId = "works" });
        await back.Await("strategy_error", "works");
    }

    public void Dispose() => _clients.Dispose();
}
