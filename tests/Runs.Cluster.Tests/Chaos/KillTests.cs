using Runs.Cluster.Tests.Harness;

namespace Runs.Cluster.Tests.Chaos;

/// <summary>kill -9 of one node of three.</summary>
public sealed class KillTests(SharedServer server) : ChaosTest(server)
{
    [Fact]
    public Task What_a_killed_node_had_goes_on_at_the_others_and_it_can_come_back() => Under(seed: 1, async (cluster, workload) =>
    {
        var (first, victim, last) = (cluster.Nodes[0], cluster.Nodes[1], cluster.Nodes[2]);
        await workload.Log.Acknowledged.More(30);
        await victim.Kill();
        await cluster.Share(first, last);
        await workload.Log.Acknowledged.More(20);
        await victim.Start();
        await cluster.Share(first, victim, last);
        await workload.Log.Acknowledged.More(10);
    });
}
