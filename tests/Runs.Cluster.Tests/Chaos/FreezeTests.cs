using Runs.Checkers.Evidence;
using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Harness;
using Runs.Cluster.Tests.Stories;
using Runs.Cluster.Tests.Workload;
using Runs.Domain.Identity;

namespace Runs.Cluster.Tests.Chaos;

/// <summary>SIGSTOP of one node for longer than its lease, and then SIGCONT.</summary>
public sealed class FreezeTests(SharedServer server) : ChaosTest(server)
{
    private const int Asked = 12;

    [Fact]
    public Task A_thawed_node_shows_nothing_old_writes_nothing_and_goes_on() => Under(seed: 3, async (cluster, workload) =>
    {
        var (first, frozen, last) = (cluster.Nodes[0], cluster.Nodes[1], cluster.Nodes[2]);
        var runs = await Ask(cluster, workload.Log);
        await workload.Log.Acknowledged.More(20);
        frozen.Freeze();
        // It doesn't know yet that it is late, and finds this when it goes on.
        var late = runs.Select(run => new SingleNode(frozen).Post($"runs/{run}/answer", new { agentName = "boss", text = $"late for {run}" }, $"late-{run}")).ToList();
        await cluster.Share(first, last);
        var client = new ClusterClient([first, last], new Random(3), workload.Log, Patience.OneRetry);
        var answered = new Dictionary<string, long>();
        foreach (var run in runs)
            answered[run] = (long)(await client.Command(run, $"runs/{run}/answer", new { agentName = "boss", text = $"answer to {run}" }, "answerRun", "answer", $"answer to {run}"))["seq"]!;

        // Asked for after the answers, and answered by whoever still believed to own the runs.
        var looks = runs.Select(run => new SingleNode(frozen).Get($"runs/{run}")).ToList();
        frozen.Thaw();
        foreach (var (run, look) in runs.Zip(await Task.WhenAll(looks)))
        {
            if (look.IsGood)
                ((long)look.Json["seq"]!).ShouldBeGreaterThanOrEqualTo(answered[run], $"{frozen.Name} showed {run} as it was: {look}");
        }

        foreach (var (run, answer) in runs.Zip(await Task.WhenAll(late)))
            workload.Log.Add(new SeenCommand(RunId.Parse(run), $"answerRun:late-{run}", "answer", $"late for {run}", answer.IsGood ? CommandFate.Acknowledged : answer.IsRefused ? CommandFate.Refused : CommandFate.Unknown));
        await cluster.Share(first, frozen, last);
        await workload.Log.Acknowledged.More(20);
    });

    /// <summary>Starts runs that wait for a person, and lets every node know them.</summary>
    private static async Task<IReadOnlyList<string>> Ask(ClusterHarness cluster, CommandLog log)
    {
        var path = cluster.Write("asked.yaml", ClusterStrategies.Ask);
        var runs = Enumerable.Range(0, Asked).Select(number => $"asked-{number}").ToList();
        foreach (var run in runs)
        {
            var client = new ClusterClient(cluster.Nodes, new Random(3), log, Patience.OneRetry);
            await client.Command(run, "runs", new { runId = run, strategyPath = path, start = true, input = "" }, "prepareRun", "prepare");
            await client.Until(run, AnswerStory.Asks, "asking");
        }

        return runs;
    }
}
