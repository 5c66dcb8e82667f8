using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.TestKit.Links;

namespace Runs.Actors.Tests.Cluster;

public sealed class DeletionElsewhereTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_that_is_deleted_through_any_node_is_gone_for_who_watches_it_through_another(bool areHintsLost)
    {
        var cluster = new SystemCluster();
        cluster.Run(async () =>
        {
            var run = await Ended(cluster);
            var there = ClusterWatcher.Of(cluster.B, run);
            await cluster.Until(() => there.HasEnded, "the end is seen");
            if (areHintsLost)
                cluster.Network.Faults = new LinkFaults { Losses = 0.4 };
            var erased = (await cluster.C.Call(system => system.Delete(run))).Require();
            erased.Run.ShouldBe(run);
            (await cluster.A.Call(system => system.Prepare(TestStrategies.Sequence("once").RequestFor(run)))).Require();
            await cluster.Until(() => there.IsOver, "the deletion is seen", TimeSpan.FromSeconds(12));
            var next = ClusterWatcher.Of(cluster.B, run);
            await cluster.A.Call(system => system.Start(run));
            await cluster.Until(() => next.HasEnded, "the next run of that id is seen");
            next.IsOver.ShouldBeFalse();
        });
    }

    [Fact]
    public void Asked_again_with_the_same_command_id_it_is_the_same_deletion_even_if_the_answer_was_lost()
    {
        var cluster = new SystemCluster();
        cluster.Run(async () =>
        {
            var run = await Ended(cluster);
            // What is asked arrives, and the answer doesn't.
            cluster.Network.Cut(["a"], ["b"]);
            var deletion = cluster.B.Call(system => system.Delete(run, "d-1"));
            await cluster.Pass(TimeSpan.FromSeconds(2));
            (await cluster.A.Call(system => system.Describe(run))).Require().Seq.ShouldBeGreaterThan(0, "b asks what the run is first, and hears nothing");
            cluster.Network.Heal();
            (await deletion).Require().Run.ShouldBe(run);
            (await cluster.C.Call(system => system.Describe(run))).Require().Seq.ShouldBe(0);
            (await cluster.B.Call(system => system.Delete(run, "d-1"))).Error!.Code.ShouldBe(RunErrors.NotFound);
        });
    }

    [Fact]
    public void It_waits_for_attempts_on_nodes_that_the_run_has_left_and_is_refused_while_one_ignores_every_stop()
    {
        var release = new TaskCompletionSource();
        var ignoring = new HashSet<RunId>();
        var cluster = new SystemCluster
        {
            Process = async (_, request, _, _) =>
            {
                ignoring.Add(request.Key.Run);
                await release.Task;
                return DelegateHandler.Done("late");
            },
        };
        cluster.Run(
            async () =>
            {
                var runs = new List<RunId>();
                for (var i = 0; i < 8; i++)
                    runs.Add(await cluster.Start(cluster.A, TestStrategies.Sequence("once")));
                await cluster.Until(() => runs.TrueForAll(ignoring.Contains), "all processes run");
                cluster.C.Start();
                await cluster.Settled(3);
                RunId moved = default;
                foreach (var run in runs)
                    moved = await cluster.OwnerOf(run) == cluster.C ? run : moved;
                moved.ShouldNotBe(default);
                (await cluster.B.Call(system => system.Kill(moved))).Require();
                (await cluster.B.Call(system => system.Delete(moved))).Error!.Code.ShouldBe(RunErrors.Active);
                cluster.A.Process.Post(_ => release.SetResult(), null);
                (await cluster.B.Call(system => system.Delete(moved))).Require();
                (await cluster.A.Call(system => system.Describe(moved))).Require().Seq.ShouldBe(0);
            },
            nodes: 2);
    }

    private static async Task<RunId> Ended(SystemCluster cluster)
    {
        var run = await cluster.Start(cluster.A, TestStrategies.Sequence("once"));
        await cluster.A.Call(system => system.Completion(run));
        return run;
    }
}
