using Newtonsoft.Json.Linq;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Clusters;

/// <summary>Runs that several nodes share.</summary>
public sealed class SharedRunTests : ClusterTest
{
    [Fact]
    public async Task A_run_that_kill_9_of_its_only_node_interrupts_is_completed_by_the_next_start_of_it()
    {
        var gate = new Gate(Here);
        Here.Write("gated.yaml", Strategies.Gated);
        var node = await Serve("a");
        var run = Start("run", "gated.yaml", "--run-id", "r", "--cwd", Here.Root, "--url", node.Url);
        var child = await gate.Arrived();
        await node.Process.KillNow();
        Here.Write("pid", child.ToString());
        Here.Write("open", "");

        await Serve("a", "--port", new Uri(node.Url).Port.ToString());
        (await run.Exit()).Exited(0).Out.ShouldBe("one two three\n");
        Here.Lines("markers").ShouldBe(["first", "gated", "gated", "dead", "last"]);
    }

    [Fact]
    public async Task A_run_is_watched_and_answered_at_any_node()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var nodes = await ServeAll("a", "b");
        foreach (var owner in nodes)
        {
            var id = await RunOf(owner);
            (await Run("run", "ask.yaml", "--run-id", id, "--url", nodes[0].Url)).Exited(3);
            var watches = nodes.Select(node => Start("watch", id, "--json", "--url", node.Url)).ToList();
            foreach (var watch in watches)
                await watch.WaitForOut("wait-opened");
            (await Run("answer", id, "yes", "--url", nodes[1].Url)).Exited(0);
            var seen = new List<string>();
            foreach (var watch in watches)
                seen.Add(string.Join('\n', Events((await watch.Exit()).Exited(0).Json)));
            seen[0].ShouldBe(seen[1]);
            (await Run("show", id, "--url", nodes[1].Url)).Exited(0).Out.ShouldContain("yes");
        }
    }

    [Fact]
    public async Task A_client_of_several_servers_whose_server_is_killed_goes_on_at_another_one_without_a_gap_or_a_repetition()
    {
        var gate = new Gate(Here);
        Here.Write("streamed.yaml", Strategies.Streamed);
        var nodes = await ServeAll("a", "b");
        // A run of the node that lives on: it isn't interrupted, and its text goes on in mid-sentence.
        var id = await RunOf(nodes[1]);
        var run = Start("run", "streamed.yaml", "--run-id", id, "--cwd", Here.Root, "--json", "--url", $"{nodes[0].Url},{nodes[1].Url}");
        await gate.Arrived();
        await run.WaitForOut("\"one \"");

        await nodes[0].Process.KillNow();
        await run.WaitForError($"Connected to {nodes[1].Url} again.");
        await gate.Open();
        var lines = (await run.Exit()).Exited(0).Json;
        Events(lines).ShouldBe(Events((await Run("events", id, "--json", "--url", nodes[1].Url)).Json));
        string.Concat(lines.Where(line => (string?)line["type"] == "output" && (string?)line["part"] == "text").Select(line => (string?)line["text"])).ShouldBe("one two");
        ((string?)lines[^1]["result"]).ShouldBe("one two");

        // The first of the servers is dead, and nobody need know.
        (await Run("show", id, "--url", $"{nodes[0].Url},{nodes[1].Url}")).Exited(0).Error.ShouldBe("");
    }

    [Fact]
    public async Task Only_a_node_opens_the_journal()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        foreach (var verb in (string[][])[["run", "echo.yaml"], ["list"], ["stop", "r"]])
            (await Run([.. verb, "--data", Here.Path("mine"), "--set", "runs.journal.kind=postgres"])).Refused("cluster.server-needed");
        Directory.Exists(Here.Path("mine")).ShouldBeFalse();
    }

    private static List<string> Events(IReadOnlyList<JObject> lines) => [.. lines.Where(line => (string?)line["type"] == "event").Select(line => line.ToString())];

    /// <summary>The id of a run that will live on a node.</summary>
    private async Task<string> RunOf(Node node)
    {
        var lines = (await Run("cluster", "--shards", "--json", "--url", node.Url)).Exited(0).Json;
        var shards = lines.Where(line => (string?)line["type"] == "shard").ToList();
        return Enumerable.Range(0, 1000).Select(number => $"r{number}")
            .First(id => (string?)shards[Runtime.Entities.Sharding.ShardOf(new Runtime.Entities.EntityId("run", id), shards.Count)]["node"] == node.Name);
    }
}
