using System.Net.WebSockets;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Clusters;

/// <summary>How nodes come and go.</summary>
public sealed class MembershipTests : ClusterTest
{
    [Fact]
    public async Task A_node_that_drains_hands_its_runs_over_and_still_serves_its_clients()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var nodes = await ServeAll("a", "b");
        (await Run("cluster", "drain", "b", "--url", nodes[0].Url)).Exited(0);
        await Ready(nodes[1], "draining");
        await Seen(nodes[0], "b has nothing left", lines => Shards(lines, "b") == 0 && Shards(lines, "a") == 256);
        (await Run("run", "echo.yaml", "--input", "hello", "--url", nodes[1].Url)).Exited(0).Out.ShouldContain("hello");
        (await Run("cluster", "drain", "b", "--url", nodes[1].Url)).Exited(0);
        (await Run("cluster", "drain", "c", "--url", nodes[1].Url)).Refused("cluster.unknown-node");
        (await Run("cluster", "finalize", "--url", nodes[1].Url)).Exited(0).Error.ShouldContain("already");
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_hands_its_runs_over_tells_its_clients_and_exits_with_0()
    {
        var gate = new Gate(Here);
        Here.Write("gated.yaml", Strategies.Gated);
        var nodes = await ServeAll("a", "b");
        using var client = await SocketClient.Connect(nodes[1].Url);
        var run = Start("run", "gated.yaml", "--run-id", "r", "--cwd", Here.Root, "--url", $"{nodes[1].Url},{nodes[0].Url}");
        await gate.Arrived();
        Here.Write("open", "");
        nodes[1].Process.Signal(RunningProcess.Terminate);
        await gate.Open();
        await client.AwaitEnd();
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        (await nodes[1].Process.Exit()).Exited(0);
        (await run.Exit()).Exited(0).Out.ShouldBe("one two three\n");
        await Seen(nodes[0], "b has left", lines => (string?)Find(lines, "b")?["phase"] == "gone" && Shards(lines, "a") == 256);
        // An attempt that was under way had its grace, and its result counts.
        Here.Lines("markers").ShouldBe(["first", "gated", "last"]);
    }

    [Fact]
    public async Task A_node_with_another_secret_has_no_links_and_is_reported()
    {
        var a = await Serve("a");
        var b = await Serve("b", "--set", $"runs.cluster.secret={Secret.ToUpperInvariant()}");
        await Seen(b, "b says why", lines => lines.Any(line => (string?)line["type"] == "link" && (string?)line["trouble"] == "link.wrong-secret"));
        await Seen(a, "a sees b without a link", lines => Find(lines, "b") is not null && lines.Where(line => (string?)line["type"] == "link").All(line => !(bool)line["connected"]!));
        (await Run("cluster", "--url", b.Url)).Exited(0).Out.ShouldContain("link.wrong-secret");
        Logged("a").ShouldContain("link.wrong-secret");
        (Logged("a") + Logged("b")).ShouldNotContain(Secret, Case.Insensitive);
    }

    [Fact]
    public async Task The_older_of_two_nodes_of_one_name_ends_itself()
    {
        var older = await Serve("a");
        var newer = Here.StartProgram(
            Path.Combine(AppContext.BaseDirectory, "runs"), "serve", "--journal", "postgres", "--schema", Schema, "--node", "a", "--node-address", "127.0.0.1:0", "--port", "0", "--data", Here.Path("node-other"));
        await newer.WaitForOut("listening on");
        var ended = (await older.Process.Exit()).Exited(3);
        ended.Error.ShouldContain("[node.superseded]");
        Logged("a").ShouldContain("node.superseded");
        newer.ExitCode.ShouldBeNull();
    }

    [Fact]
    public async Task Where_no_node_lives_the_tables_are_read_themselves()
    {
        var a = await Serve("a");
        await a.Process.KillNow();
        var seen = (await Run("cluster", "--journal", "postgres", "--schema", Schema, "--json")).Exited(0).Json;
        (Shards(seen, "a"), (int?)seen[^1]["format"]).ShouldBe((256, 1));
        (await Run("cluster", "--journal", "postgres", "--schema", $"{Schema}_none")).Refused("database.missing");
        (await Run("cluster", "--data", Here.Path("none"))).Refused("cluster.server-needed");
    }
}
