using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Harness;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Checks;

/// <summary>What clients can see themselves: each run came to what its story says, and whoever watched it through all trouble saw what somebody sees who comes later, at any node.</summary>
internal static class ClientsEye
{
    /// <summary>Demands it of all stories.</summary>
    public static async Task Demand(ClusterWorkload workload, IReadOnlyList<ClusterNode> nodes)
    {
        foreach (var told in workload.Told)
            DemandEnd(told);
        var stories = workload.Told.OrderBy(told => told.Run, StringComparer.Ordinal).ToList();
        for (var node = 0; node < nodes.Count; node++)
            await DemandFrames([.. stories.Where((_, i) => i % nodes.Count == node)], nodes[node]);
    }

    private static void DemandEnd(ToldStory told)
    {
        var seen = told.End.ToString();
        ((string?)told.End["status"]).ShouldBe(told.Story.Result(told.Run) is null ? "cancelled" : "completed", seen);
        if (told.Story.Result(told.Run) is { Length: > 0 } result)
            ((string?)told.End["result"]).ShouldBe(result, seen);
        told.Frames.Journaled.Count(frame => frame.Kind() == "strategy_started").ShouldBe(told.Story.Executions, told.Run);
        told.Events.IsComplete.ShouldBeTrue(told.Run);
    }

    private static async Task DemandFrames(IReadOnlyList<ToldStory> stories, ClusterNode node)
    {
        if (stories.Count == 0)
            return;
        using var client = await TestClient.Connect(node.Address);
        foreach (var told in stories)
            await client.Send(new { type = "subscribe", runId = told.Run, afterSeq = 0 });
        for (var ends = stories.Sum(told => told.Story.Executions); ends > 0; ends--)
            await client.Await(frame => frame.IsTerminal(), $"the end of a run at {node.Name}");
        foreach (var told in stories)
            told.Frames.Journaled.Select(frame => frame.Lasting()).ShouldBe(client.Journaled(told.Run).Select(frame => frame.Lasting()), $"{told.Run} at {node.Name}");
    }
}
