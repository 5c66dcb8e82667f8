using Newtonsoft.Json.Linq;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Client;

/// <summary>Following a run while the connection is cut or the server is killed.</summary>
public sealed class LostServerTests : ServerTest
{
    [Fact]
    public async Task A_server_that_is_killed_and_started_again_is_followed_without_a_gap_or_a_repetition()
    {
        var gate = new Gate(Here);
        Here.Write("streamed.yaml", Strategies.Streamed);
        var server = await Serve();
        var run = StartAt(server.Url, "run", "streamed.yaml", "--run-id", "r", "--cwd", Here.Root, "--json");
        await gate.Arrived();
        var watch = StartAt(server.Url, "watch", "r", "--json");
        await run.WaitForOut("\"one \"");
        await watch.WaitForOut("\"one \"");

        await server.Process.KillNow();
        await run.WaitForError("is lost");
        await watch.WaitForError("is lost");
        await Serve("--port", server.Port);
        await gate.Arrived();
        await run.WaitForError("Connected to");
        await watch.WaitForError("Connected to");
        await gate.Open();

        foreach (var follower in (RunningProcess[])[run, watch])
        {
            var lines = (await follower.Exit()).Exited(0).Json;
            Events(lines).ShouldBe(Events((await RunAt(server.Url, "events", "r", "--json")).Json));
            Said(lines, attempt: 1).ShouldBe("one ", string.Join('\n', lines));
            Said(lines, attempt: 2).ShouldBe("one two", string.Join('\n', lines));
            ((string?)lines[^1]["result"]).ShouldBe("one two");
        }
    }

    [Theory]
    [InlineData("run")]
    [InlineData("watch")]
    public async Task A_cut_connection_goes_on_in_mid_sentence(string verb)
    {
        var gate = new Gate(Here);
        Here.Write("streamed.yaml", Strategies.Streamed);
        var server = await Serve();
        await using var proxy = new CuttableProxy(server.Url);
        var run = StartAt(verb == "run" ? proxy.Url : server.Url, "run", "streamed.yaml", "--run-id", "r", "--cwd", Here.Root, "--json");
        await gate.Arrived();
        var follower = verb == "run" ? run : StartAt(proxy.Url, "watch", "r", "--json");
        await follower.WaitForOut("\"one \"");
        proxy.Cut();
        await follower.WaitForError("Connected to");
        await gate.Open();
        var finished = (await follower.Exit()).Exited(0);
        var lines = finished.Json;
        Said(lines, attempt: 1).ShouldBe("one two", $"{finished.Out}\n{finished.Error}");
        Events(lines).ShouldBe(Events((await RunAt(server.Url, "events", "r", "--json")).Json));
    }

    [Fact]
    public async Task What_a_step_said_while_the_connection_was_lost_is_made_up_for()
    {
        var gate = new Gate(Here);
        Here.Write("streamed.yaml", Strategies.Streamed);
        var server = await Serve();
        await using var proxy = new CuttableProxy(server.Url);
        var run = StartAt(proxy.Url, "run", "streamed.yaml", "--run-id", "r", "--cwd", Here.Root, "--json");
        await gate.Arrived();
        await run.WaitForOut("\"one \"");
        proxy.IsOpen = false;
        proxy.Cut();
        await run.WaitForError("is lost");
        await gate.Open();
        (await RunAt(server.Url, "watch", "r")).Exited(0);
        proxy.IsOpen = true;
        var lines = (await run.Exit()).Exited(0).Json;
        Said(lines, attempt: 1).ShouldBe("one two");
        Events(lines).ShouldBe(Events((await RunAt(server.Url, "events", "r", "--json")).Json));
    }

    [Fact]
    public async Task The_server_that_holds_the_directory_is_found_again_at_another_port()
    {
        var gate = new Gate(Here);
        Here.Write("streamed.yaml", Strategies.Streamed);
        var server = await Serve();
        var run = Here.Start("run", "streamed.yaml", "--run-id", "r");
        await gate.Arrived();
        await server.Process.KillNow();
        await run.WaitForError("is lost");
        await Serve();
        await gate.Arrived();
        await run.WaitForError("Connected to");
        await gate.Open();
        (await run.Exit()).Exited(0).Out.ShouldBe("one two\n");
    }

    [Theory]
    [InlineData("run", "streamed.yaml", "--run-id", "r")]
    [InlineData("watch", "r")]
    public async Task A_server_that_stays_away_is_given_up_with_the_command_to_go_on_with(params string[] verb)
    {
        var gate = new Gate(Here);
        Here.Write("streamed.yaml", Strategies.Streamed);
        var server = await Serve();
        if (verb[0] != "run")
        {
            StartAt(server.Url, "run", "streamed.yaml", "--run-id", "r", "--cwd", Here.Root);
            await gate.Arrived();
        }

        var follower = StartAt(server.Url, [.. verb, "--set", "runs.client.reconnect-for=1s"]);
        await follower.WaitForError("gated");
        await server.Process.KillNow();
        var error = (await follower.Exit()).Exited(4).Error;
        error.ShouldContain($"Go on with: runs watch r --url {server.Url} [server.lost]");
        error.Split("is lost").Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_follows_a_run_that_is_stopped_ends()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var server = await Serve();
        (await RunAt(server.Url, "run", "ask.yaml", "--run-id", "r", "--input", "well?")).Exited(3);
        var watch = StartAt(server.Url, "watch", "r");
        await watch.WaitForError("[run.waiting]");
        (await RunAt(server.Url, "stop", "r")).Exited(0);
        (await watch.Exit()).Exited(130).Error.ShouldContain("run r cancelled");
    }

    [Fact]
    public async Task A_run_that_was_deleted_while_the_connection_was_lost_is_told_of_and_no_longer_followed()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var server = await Serve();
        await using var proxy = new CuttableProxy(server.Url);
        (await RunAt(server.Url, "run", "ask.yaml", "--run-id", "r", "--input", "well?")).Exited(3);
        var watch = StartAt(proxy.Url, "watch", "r");
        await watch.WaitForError("[run.waiting]");
        proxy.IsOpen = false;
        proxy.Cut();
        await watch.WaitForError("is lost");
        (await RunAt(server.Url, "stop", "r")).Exited(0);
        (await RunAt(server.Url, "delete", "r")).Exited(0);
        proxy.IsOpen = true;
        (await watch.Exit()).Exited(2).Error.ShouldContain("[run.not-found]");
    }

    private static IEnumerable<string> Events(IEnumerable<JObject> lines) =>
        lines.Where(line => (string?)line["type"] == "event").Select(line => line.ToString());

    private static string Said(IEnumerable<JObject> lines, int attempt) => string.Concat(
        lines.Where(line => (string?)line["type"] == "output" && (int)line["attempt"]! == attempt).Select(line => (string?)line["text"]));
}
