using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Cluster;

/// <summary>Where runs live that nobody has named.</summary>
public sealed class NewRunTests
{
    private const int Many = 30;

    [Fact]
    public void They_live_on_the_node_that_was_asked()
    {
        var cluster = new SystemCluster();
        cluster.Run(async () =>
        {
            foreach (var node in cluster.Nodes)
                (await Owners(cluster, node)).ShouldAllBe(owner => owner == node);
        });
    }

    [Fact]
    public void They_live_anywhere_while_that_node_has_enough_to_do()
    {
        var release = new TaskCompletionSource();
        var cluster = new SystemCluster
        {
            LocalAttempts = 2,
            Process = async (_, _, _, _) =>
            {
                await release.Task;
                return DelegateHandler.Done("late");
            },
        };
        cluster.Run(async () =>
        {
            for (var run = 0; run < 2; run++)
                await cluster.Start(cluster.A, TestStrategies.Sequence("once"));
            await cluster.Until(() => cluster.A.System!.LiveAttempts == 2, "two attempts are under way");

            (await Owners(cluster, cluster.A)).Distinct().Count().ShouldBe(3);
            (await Owners(cluster, cluster.B)).ShouldAllBe(owner => owner == cluster.B);
            release.SetResult();
        });
    }

    [Fact]
    public void They_live_anywhere_once_that_node_hands_its_shards_over()
    {
        var cluster = new SystemCluster();
        cluster.Run(async () =>
        {
            await cluster.A.Call(async system => await system.Cluster.Drain("a"));
            await cluster.Until(() => cluster.A.Owned == 0, "the node has handed its shards over");

            (await Owners(cluster, cluster.A)).ShouldAllBe(owner => owner == cluster.B || owner == cluster.C);
        });
    }

    private static async Task<IReadOnlyList<SystemNode?>> Owners(SystemCluster cluster, SystemNode asked)
    {
        var owners = new List<SystemNode?>();
        for (var run = 0; run < Many; run++)
            owners.Add(await cluster.OwnerOf(asked.System!.NewRun()));
        return owners;
    }
}
