using Runs.Cluster.Tests.Checks;
using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Harness;
using Runs.Cluster.Tests.Workload;

namespace Runs.Cluster.Tests.Chaos;

/// <summary>A test that troubles a cluster under load, and then looks at everything.</summary>
public abstract class ChaosTest(SharedServer server)
{
    /// <summary>Troubles a cluster of its own.</summary>
    /// <param name="seed">Decides which stories clients tell, and where.</param>
    /// <param name="trouble">What is done to it. When it is over all nodes must be up.</param>
    /// <param name="patience">What clients do with commands that fail.</param>
    /// <param name="options">What the cluster is like.</param>
    private protected async Task Under(int seed, Func<ClusterHarness, ClusterWorkload, Task> trouble, Patience patience = Patience.OneRetry, ClusterOptions? options = null)
    {
        await using var cluster = await ClusterHarness.Start(server, options);
        var workload = new ClusterWorkload(cluster, seed, patience);
        await workload.During(() => trouble(cluster, workload));
        var twice = await Aftermath.Demand(cluster, workload);
        TestContext.Current.TestOutputHelper!.WriteLine($"{workload}, {workload.Log.Failed.Count} failed twice, {twice} effects came twice");
        if (patience == Patience.OneRetry)
            workload.Log.Failed.ShouldBeEmpty();
        Look(workload, twice);
    }

    /// <summary>What else must be so in the end.</summary>
    private protected virtual void Look(ClusterWorkload workload, int twice)
    {
    }
}
