using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Harness;
using Runs.TestDatabase;

namespace Runs.Cluster.Tests.Chaos;

/// <summary>The database server ends, well or by a crash, and comes back.</summary>
public sealed class DatabaseRestartTests(SharedServer server) : ChaosTest(server)
{
    [Fact]
    public Task A_restarted_database_costs_time_alone() => Under(seed: 5, (cluster, workload) => Restart(cluster, workload, PostgresStop.Fast), Patience.Stubborn);

    [Fact]
    public Task A_crashed_database_costs_time_alone() => Under(seed: 6, (cluster, workload) => Restart(cluster, workload, PostgresStop.Immediate), Patience.Stubborn);

    [Fact]
    public Task A_database_that_is_away_for_longer_than_a_lease_costs_time_alone() => Under(
        seed: 7,
        async (cluster, workload) =>
        {
            await workload.Log.Acknowledged.More(20);
            await cluster.Database.Server.Stop(PostgresStop.Immediate);
            // This is the trouble itself: nobody can renew anything for so long.
            await Task.Delay(new ClusterOptions().Lease * 1.5);
            await cluster.Database.Server.Start();
            await cluster.Share([.. cluster.Nodes]);
            await workload.Log.Acknowledged.More(20);
        },
        Patience.Stubborn);

    private static async Task Restart(ClusterHarness cluster, Workload.ClusterWorkload workload, PostgresStop how)
    {
        for (var times = 0; times < 2; times++)
        {
            await workload.Log.Acknowledged.More(20);
            await cluster.Database.Server.Stop(how);
            await cluster.Database.Server.Start();
        }

        await workload.Log.Acknowledged.More(20);
        await cluster.Share([.. cluster.Nodes]);
    }
}
