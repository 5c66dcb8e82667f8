using Runs.Checkers;
using Runs.Cluster.Tests.Harness;
using Runs.Cluster.Tests.Workload;
using Runs.Domain.Admissions;

namespace Runs.Cluster.Tests.Checks;

/// <summary>Everything that is looked at when the trouble is over.</summary>
internal static class Aftermath
{
    /// <summary>Demands that every promise was kept.</summary>
    /// <param name="cluster">The cluster; all its nodes are up.</param>
    /// <param name="workload">Its clients.</param>
    /// <returns>How many effects came twice, each with a lost attempt.</returns>
    public static async Task<int> Demand(ClusterHarness cluster, ClusterWorkload workload)
    {
        try
        {
            await ClientsEye.Demand(workload, cluster.Nodes);
            var file = await DatabaseCheck.Read(cluster.Database.Journal, workload.Testimony, isOver: true, CapacityOf);
            AllCheckers.Check(file).ShouldBeEmpty();
            return EffectsEye.Demand(workload, file, Path.Combine(cluster.Shared, ClusterStrategies.Effects));
        }
        catch (Exception broken) when (broken is ShouldAssertException or InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{workload}: {broken.Message}\n{cluster.Story()}", broken);
        }
    }

    private static int? CapacityOf(string key) =>
        key == LimitKeys.RunsOf("narrow") ? ClusterStrategies.NarrowRuns : key == LimitKeys.StepsOf("narrow") ? ClusterStrategies.NarrowSteps : null;
}
