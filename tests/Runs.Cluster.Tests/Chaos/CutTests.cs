using Runs.Cluster.Tests.Harness;

namespace Runs.Cluster.Tests.Chaos;

/// <summary>Cut wires: between two nodes, and between one node and the database.</summary>
public sealed class CutTests(SharedServer server) : ChaosTest(server)
{
    private static readonly ClusterOptions Options = new() { HasProxies = true };

    /// <summary>Of the second node's proxy the third alone is a client.</summary>
    [Fact]
    public Task Two_nodes_that_lose_each_other_go_on_by_way_of_whoever_reaches_both() => Under(
        seed: 8,
        async (cluster, workload) =>
        {
            var link = cluster.Nodes[1].Link!;
            await workload.Log.Acknowledged.More(15);
            link.Stall();
            // This is the trouble itself: longer than the nodes wait for a sign of life.
            await Task.WhenAll(Task.Delay(Options.Silence * 2), workload.Log.Acknowledged.More(20));
            link.IsOpen = false;
            link.Cut();
            link.Flow();
            await workload.Log.Acknowledged.More(20);
            link.IsOpen = true;
            await workload.Log.Acknowledged.More(20);
        },
        options: Options);

    [Fact]
    public Task A_node_that_loses_the_database_is_replaced_and_comes_back() => Under(
        seed: 9,
        async (cluster, workload) =>
        {
            var (first, lonely, last) = (cluster.Nodes[0], cluster.Nodes[1], cluster.Nodes[2]);
            await workload.Log.Acknowledged.More(15);
            lonely.Database!.Stall();
            await cluster.Share(first, last);
            await workload.Log.Acknowledged.More(20);
            lonely.Database.Cut();
            lonely.Database.Flow();
            await cluster.Share(first, lonely, last);
            await workload.Log.Acknowledged.More(15);
        },
        options: Options);
}
