using Runs.Checkers;
using Runs.Cluster.Tests.Checks;
using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Harness;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Chaos;

public sealed class AloneTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public async Task Alone(int kills)
    {
        await using var cluster = await ClusterHarness.StartAlone();
        var workload = new ClusterWorkload(cluster, kills, Patience.Stubborn);
        await workload.During(async () =>
        {
            for (var i = 0; i < kills; i++)
            {
                await workload.Log.Acknowledged.More(20);
                await cluster.Nodes[0].Kill();
                await cluster.Nodes[0].Start();
            }
        });
        await ClientsEye.Demand(workload, cluster.Nodes);
        var (file, violations) = await DirectoryCheck.Run(cluster.Nodes[0].Data, true);
        file = new Runs.Checkers.Evidence.CaseFile(file.Journal, workload.Testimony) { IsOver = true };
        AllCheckers.Check(file).ShouldBeEmpty();
        var twice = EffectsEye.Demand(workload, file, Path.Combine(cluster.Shared, "effects"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{workload} {twice} twice; {workload.Log.Failed.Count} failed twice");
    }
}
