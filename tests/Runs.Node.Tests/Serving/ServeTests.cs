using System.Net.WebSockets;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Serving;

/// <summary>The real server.</summary>
public sealed class ServeTests : WorkspaceTest
{
    [Fact]
    public async Task A_run_that_kill_9_interrupts_is_completed_by_the_next_server_and_its_client_sees_each_frame_once()
    {
        var gate = new Gate(Here);
        var strategyPath = Here.Write("gated.yaml", Strategies.Gated);
        var (server, url) = await Serve();
        using var client = await SocketClient.Connect(url);
        await client.Send(new { type = "prepare_run", runId = "r", strategyPath, cwd = Here.Root });
        await client.Send(new { type = "start_run", runId = "r", requestId = "s" });
        var child = await gate.Arrived();
        await server.KillNow();
        await client.AwaitEnd();
        Here.Write("pid", child.ToString());
        Here.Write("open", "");

        var (_, again) = await Serve();
        using var back = await SocketClient.Connect(again);
        await back.Send(new { type = "subscribe", runId = "r", afterSeq = client.Seen.Max(frame => (long?)frame["seq"]) });
        var completed = await back.Await("strategy_completed");
        ((string?)completed["result"], (string?)completed["requestId"]).ShouldBe(("one two three", "s"));
        Here.Lines("markers").ShouldBe(["first", "gated", "gated", "dead", "last"]);

        using var whole = await SocketClient.Connect(again);
        await whole.Send(new { type = "subscribe", runId = "r", afterSeq = 0 });
        await whole.Await("strategy_completed");
        ((string[])[.. client.Journaled, .. back.Journaled]).ShouldBe(whole.Journaled);
    }

    [Fact]
    public async Task A_server_that_is_told_to_stop_says_so_to_its_clients_and_leaves_no_endpoint()
    {
        var (server, url) = await Serve();
        var endpoint = Path.Combine(Here.Data, "endpoint.json");
        ((string?)JsonText.Parse(File.ReadAllText(endpoint))["url"]).ShouldBe(url);
        File.GetUnixFileMode(endpoint).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var client = await SocketClient.Connect(url);
        server.Signal(RunningProcess.Terminate);
        await client.AwaitEnd();
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        (await server.Exit()).Exited(0);
        File.Exists(endpoint).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_sigterm_ends_a_drain_at_once_and_the_run_goes_on_at_the_next_start()
    {
        var gate = new Gate(Here);
        var strategyPath = Here.Write("stubborn.yaml", Strategies.Stubborn);
        var (server, url) = await Serve("--set", "runs.node.shutdown-grace=1h", "--set", "runs.process.stop-grace=1h");
        using var client = await SocketClient.Connect(url);
        await client.Send(new { type = "prepare_run", runId = "r", strategyPath, cwd = Here.Root });
        await client.Send(new { type = "start_run", runId = "r" });
        await gate.Arrived();
        server.Signal(RunningProcess.Terminate);
        await Draining(url);
        server.Signal(RunningProcess.Terminate);
        (await server.Exit()).Exited(143);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");
    }

    [Fact]
    public async Task An_address_that_others_can_reach_is_refused() =>
        (await Here.Run("serve", "--host", "0.0.0.0")).Refused("gateway.not-loopback");

    [Fact]
    public async Task A_port_that_is_taken_is_refused()
    {
        var (_, url) = await Serve();
        (await Here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), "serve", "--port", new Uri(url).Port.ToString(), "--data", Here.Path("other")).Exit())
            .Refused("gateway.address");
    }

    /// <summary>Asks until the server says that nothing new begins.</summary>
    private static async Task Draining(string url)
    {
        using var http = new HttpClient();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await (await http.GetAsync(new Uri($"{url}/ready"), late.Token)).Content.ReadAsStringAsync(late.Token)).Contains("draining"))
            late.Token.ThrowIfCancellationRequested();
    }

    private async Task<(RunningProcess Server, string Url)> Serve(params string[] arguments)
    {
        var server = Here.Start(["serve", "--port", "0", .. arguments]);
        var said = await server.WaitForOut("\n");
        said.ShouldStartWith("listening on http://127.0.0.1:");
        return (server, said["listening on ".Length..].TrimEnd());
    }
}
