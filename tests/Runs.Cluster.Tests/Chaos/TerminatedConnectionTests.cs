using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Harness;

namespace Runs.Cluster.Tests.Chaos;

/// <summary>pg_terminate_backend of every connection, again and again.</summary>
public sealed class TerminatedConnectionTests(SharedServer server) : ChaosTest(server)
{
    private const int Times = 15;

    [Fact]
    public Task Nothing_is_lost_or_done_twice_when_connections_are_ended_in_the_middle_of_anything() => Under(
        seed: 4,
        async (cluster, workload) =>
        {
            for (var times = 0; times < Times; times++)
            {
                await workload.Log.Acknowledged.More(6);
                (await cluster.Database.TerminateBackends()).ShouldBeGreaterThan(0);
            }

            await workload.Log.Acknowledged.More(10);
        },
        Patience.Stubborn);
}
