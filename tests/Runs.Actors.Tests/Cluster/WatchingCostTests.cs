using Runs.Actors.Frames;
using Runs.TestKit.Links;

namespace Runs.Actors.Tests.Cluster;

public sealed class WatchingCostTests
{
    [Fact]
    public void However_fast_a_run_grows_one_hint_at_a_time_is_under_way_to_who_watches_it_elsewhere()
    {
        var cluster = new SystemCluster();
        cluster.Run(async () =>
        {
            var run = await cluster.Start(cluster.A, TestStrategies.Sequence("human"));
            var there = ClusterWatcher.Of(cluster.B, run);
            await cluster.Pass(TimeSpan.FromSeconds(1));
            cluster.Network.Faults = new LinkFaults { Latency = TimeSpan.FromSeconds(1) };
            var (before, seen) = (cluster.Network.Sent, there.Seqs.Count);
            for (var i = 0; i < 200; i++)
                (await cluster.A.Call(system => system.Steer(run, "hint"))).Require();
            await cluster.Until(() => there.Seqs.Count == seen + 200, "all is seen");
            (cluster.Network.Sent - before).ShouldBeLessThan(20);
        });
    }

    [Fact]
    public void Many_quick_attempts_cost_a_watcher_elsewhere_no_round_trip_each()
    {
        var cluster = new SystemCluster();
        cluster.Run(async () =>
        {
            var run = await cluster.Prepare(cluster.A, TestStrategies.Sequence([.. Enumerable.Repeat("once", 100)]));
            var there = ClusterWatcher.Of(cluster.B, run);
            await cluster.Pass(TimeSpan.FromSeconds(1));
            cluster.Network.Faults = new LinkFaults { Latency = TimeSpan.FromMilliseconds(300) };
            await cluster.A.Call(system => system.Start(run));
            await cluster.Until(() => there.HasEnded, "the end is seen", TimeSpan.FromSeconds(5));
            there.Seqs.Count.ShouldBeGreaterThan(200);
        });
    }

    [Fact]
    public void However_much_an_attempt_shows_it_is_sent_in_few_pieces_and_all_of_it()
    {
        var cluster = new SystemCluster
        {
            Process = async (time, _, output, _) =>
            {
                for (var i = 0; i < 5000; i++)
                {
                    output.Text($"{i} ");
                    if (i % 10 == 0)
                        await Task.Delay(TimeSpan.FromMilliseconds(2), time);
                }

                return DelegateHandler.Done("done");
            },
        };
        cluster.Run(async () =>
        {
            var run = await cluster.Prepare(cluster.A, TestStrategies.Sequence("once"));
            var there = ClusterWatcher.Of(cluster.B, run);
            await cluster.Pass(TimeSpan.FromSeconds(1));
            cluster.Network.Faults = new LinkFaults { Latency = TimeSpan.FromMilliseconds(100) };
            var before = cluster.Network.Sent;
            await cluster.A.Call(system => system.Start(run));
            await cluster.Until(() => there.HasEnded, "the end is seen");
            Shown(there).ShouldBe(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i} ")));
            (cluster.Network.Sent - before).ShouldBeLessThan(100);
        });
    }

    [Fact]
    public void Nothing_is_said_about_runs_that_nobody_watches()
    {
        var cluster = new SystemCluster();
        cluster.Run(async () =>
        {
            var run = await cluster.Prepare(cluster.A, TestStrategies.Sequence([.. Enumerable.Repeat("once", 20)]));
            var before = cluster.Network.Sent;
            await cluster.A.Call(system => system.Start(run));
            await cluster.A.Call(system => system.Completion(run));
            (cluster.Network.Sent - before).ShouldBe(0);
        });
    }

    private static string Shown(ClusterWatcher watcher) => string.Concat(watcher.Frames.OfType<AgentStreaming>().Select(frame => frame.Event switch
    {
        StreamingEvent.Text text => text.Delta,
        StreamingEvent.Thinking thinking => thinking.Delta,
        _ => "",
    }));
}
