using Runs.Cluster.Tests.Harness;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Chaos;

/// <summary>SIGTERM of each node in turn, as an upgrade does it.</summary>
public sealed class RollingRestartTests(SharedServer server) : ChaosTest(server)
{
    [Fact]
    public Task No_command_fails_that_is_tried_twice_and_nothing_is_done_twice() => Under(seed: 2, async (cluster, workload) =>
    {
        foreach (var node in cluster.Nodes)
        {
            await workload.Log.Acknowledged.More(15);
            await node.Drain();
            await node.Start();
            await node.Ready();
        }

        await workload.Log.Acknowledged.More(15);
    });

    private protected override void Look(ClusterWorkload workload, int twice) => twice.ShouldBe(0);
}
