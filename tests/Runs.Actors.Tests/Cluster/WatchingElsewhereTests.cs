using System.Collections.Immutable;
using Runs.Actors.Frames;
using Runs.Actors.Watching;
using Runs.Runtime.Journal;
using Runs.Steps.Models;
using Runs.TestKit.Links;

namespace Runs.Actors.Tests.Cluster;

public sealed class WatchingElsewhereTests
{
    private static readonly ImmutableArray<string> Sentence = ["Ein ", "scharfer ", "Wind: ", "\U0001F32C\uFE0F ", "und ", "\"Regen\"", "\n", "bis ", "morgen."];

    private static readonly ScriptedModel Writer = new() { Name = "mock/writer", Thinking = "hm", Deltas = Sentence, Repeat = 4, Delay = TimeSpan.FromMilliseconds(100) };

    private static readonly IReadOnlyList<ScriptedModel> Models = [Writer, Writer with { Name = "mock/critic", Delay = TimeSpan.FromMilliseconds(70) }];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_seen_through_another_node_is_what_is_seen_through_the_runs_own(int seed)
    {
        var cluster = new SystemCluster((ulong)seed) { Models = Models };
        cluster.Run(async () =>
        {
            var run = await cluster.Prepare(cluster.A, TestStrategies.Sequence("writer", "critic"));
            var (here, there) = (ClusterWatcher.Of(cluster.A, run), ClusterWatcher.Of(cluster.B, run));
            await cluster.A.Call(system => system.Start(run, "go"));
            await cluster.Until(() => here.HasEnded && there.HasEnded, "both see the end");
            there.Lines.ShouldBe(here.Lines);
            there.Lines.Count.ShouldBeGreaterThan(10);
        });
    }

    [Fact]
    public void Words_reach_another_node_while_they_are_said()
    {
        var cluster = new SystemCluster { Models = Models };
        cluster.Run(async () =>
        {
            var run = await cluster.Start(cluster.A, TestStrategies.Sequence("writer"));
            var (here, there) = (ClusterWatcher.Of(cluster.A, run), ClusterWatcher.Of(cluster.B, run));
            await cluster.Until(() => here.Text.Length > 40, "some words");
            await cluster.Pass(TimeSpan.FromMilliseconds(90));
            here.HasEnded.ShouldBeFalse();
            there.Text.ShouldBe(here.Text);
            cluster.B.System!.LiveAttempts.ShouldBe(0);
        });
    }

    [Fact]
    public void The_output_of_a_process_is_seen_elsewhere_to_its_last_word()
    {
        var cluster = new SystemCluster
        {
            Process = async (time, _, output, _) =>
            {
                for (var line = 0; line < 50; line++)
                {
                    output.Diagnostic($"line {line}");
                    output.Text($"{line},");
                    if (line % 7 == 0)
                        await Task.Delay(TimeSpan.FromMilliseconds(30), time);
                }

                return DelegateHandler.Done("done");
            },
        };
        cluster.Run(async () =>
        {
            var run = await cluster.Prepare(cluster.A, TestStrategies.Sequence("once"));
            var (here, there) = (ClusterWatcher.Of(cluster.A, run), ClusterWatcher.Of(cluster.C, run));
            await cluster.A.Call(system => system.Start(run));
            await cluster.Until(() => here.HasEnded && there.HasEnded, "both see the end");
            here.Frames.OfType<AgentStreaming>().ShouldNotBeEmpty();
            Shown(there).ShouldBe(Shown(here));
        });

        static string Shown(ClusterWatcher watcher) => string.Concat(watcher.Frames.OfType<AgentStreaming>().Select(frame => frame.Event switch
        {
            StreamingEvent.Text text => text.Delta,
            StreamingEvent.Thinking thinking => thinking.Delta,
            var other => other.ToString(),
        }));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cut_off_anywhere_and_resumed_through_any_node_nothing_comes_twice_or_is_lost(int seed)
    {
        var cluster = new SystemCluster((ulong)seed) { Models = Models };
        cluster.Run(async () =>
        {
            var run = await cluster.Prepare(cluster.A, TestStrategies.Sequence("writer", "critic"));
            var steady = ClusterWatcher.Of(cluster.A, run);
            var restless = ClusterWatcher.Restless(cluster, run, cluster.Nodes, new Random(seed));
            await cluster.A.Call(system => system.Start(run, "go"));
            await cluster.Until(() => steady.HasEnded && restless.HasEnded, "both see the end");
            Told(restless).ShouldBe(Told(steady));
        });
    }

    [Fact]
    public void A_watcher_whose_node_restarts_goes_on_in_mid_sentence()
    {
        var cluster = new SystemCluster { Models = Models };
        cluster.Run(async () =>
        {
            var run = await cluster.Start(cluster.A, TestStrategies.Sequence("writer"));
            var (here, there) = (ClusterWatcher.Of(cluster.A, run), ClusterWatcher.Of(cluster.B, run));
            await cluster.Until(() => there.Text.Length > 40, "some words");
            cluster.B.Crash();
            await cluster.Pass(TimeSpan.FromMilliseconds(300));
            cluster.B.Start();
            await cluster.Until(() => cluster.B.System is not null, "b is there again");
            here.HasEnded.ShouldBeFalse();
            there.Through(cluster.B);
            await cluster.Until(() => here.HasEnded && there.HasEnded, "both see the end");
            Told(there).ShouldBe(Told(here));
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_is_lost_doubled_or_overtaken_each_journaled_frame_comes_once_and_in_order(int seed)
    {
        var cluster = new SystemCluster((ulong)seed) { Models = Models };
        cluster.Run(async () =>
        {
            var run = await cluster.Prepare(cluster.A, TestStrategies.Sequence("writer", "critic", "once"));
            var (here, there) = (ClusterWatcher.Of(cluster.A, run), ClusterWatcher.Of(cluster.B, run));
            cluster.Network.Faults = new LinkFaults { Losses = 0.3, Doubles = 0.3, Overtakes = 0.3, Stalls = 0.02 };
            await cluster.A.Call(system => system.Start(run, "go"));
            await cluster.Until(() => here.HasEnded && there.HasEnded, "both see the end");
            there.Seqs.ShouldBe(here.Seqs);
            Told(there).ShouldBe(Told(here));
        });
    }

    [Fact]
    public void A_node_that_no_other_can_reach_shows_what_the_journal_has_within_seconds()
    {
        var cluster = new SystemCluster { Models = Models };
        cluster.Run(async () =>
        {
            var run = await cluster.Prepare(cluster.A, TestStrategies.Sequence("writer", "once"));
            var (here, there) = (ClusterWatcher.Of(cluster.A, run), ClusterWatcher.Of(cluster.B, run));
            cluster.Network.Part(["b"], ["a", "c"]);
            await cluster.A.Call(system => system.Start(run, "go"));
            await cluster.Until(() => here.HasEnded, "the run ends");
            await cluster.Until(() => there.HasEnded, "the end is seen elsewhere", TimeSpan.FromSeconds(10));
            there.Seqs.ShouldBe(here.Seqs);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Runs_that_move_while_they_are_watched_are_seen_to_their_end(int seed)
    {
        var cluster = new SystemCluster((ulong)seed) { Models = Models };
        cluster.Run(
            async () =>
            {
                var strategy = TestStrategies.Sequence("writer", "once", "critic", "once");
                var runs = new List<(Domain.Identity.RunId Run, ClusterWatcher There, ClusterWatcher Here)>();
                for (var i = 0; i < 8; i++)
                {
                    var run = await cluster.Start(cluster.A, strategy);
                    runs.Add((run, ClusterWatcher.Of(cluster.B, run), ClusterWatcher.Of(cluster.A, run)));
                }

                await cluster.Pass(TimeSpan.FromSeconds(1));
                cluster.C.Start();
                var moved = 0;
                foreach (var (run, there, here) in runs)
                {
                    await cluster.Until(() => there.HasEnded && here.HasEnded, $"the end of {run} is seen");
                    moved += await cluster.OwnerOf(run) == cluster.C ? 1 : 0;
                    there.Seqs.ShouldBe(here.Seqs);
                    there.Seqs.ShouldBe(there.Seqs.Distinct().Order());
                }

                moved.ShouldBeGreaterThan(0);
            },
            nodes: 2);
    }

    [Fact]
    public void An_attempt_that_stays_behind_when_its_run_moves_is_heard_word_by_word_through_any_node()
    {
        var cluster = new SystemCluster { Models = [Writer with { Repeat = 40 }] };
        cluster.Run(
            async () =>
            {
                var runs = new List<Domain.Identity.RunId>();
                for (var i = 0; i < 8; i++)
                    runs.Add(await cluster.Start(cluster.A, TestStrategies.Sequence("writer")));
                cluster.C.Start();
                await cluster.Settled(3);
                Domain.Identity.RunId moved = default;
                foreach (var run in runs)
                    moved = await cluster.OwnerOf(run) == cluster.C ? run : moved;
                moved.ShouldNotBe(default);
                cluster.A.System!.LiveAttempts.ShouldBe(8);
                var watchers = cluster.Nodes.Select(node => ClusterWatcher.Of(node, moved)).ToList();
                await cluster.Pass(TimeSpan.FromSeconds(1.55));
                watchers.ShouldAllBe(watcher => !watcher.HasEnded && watcher.Text.Length > 400 && watcher.Text == watchers[0].Text);
                await cluster.Until(() => watchers.TrueForAll(watcher => watcher.HasEnded), "all see the end");
                watchers.ShouldAllBe(watcher => watcher.Lines.SequenceEqual(watchers[0].Lines));
                (await cluster.B.Call(system => system.Events(moved, new EventQuery())))
                    .Events.Count(stored => stored.Event is Domain.Runs.Events.AttemptFailed or Domain.Runs.Events.RunRecovered).ShouldBe(0);
            },
            nodes: 2);
    }

    [Fact]
    public void The_end_of_a_run_is_waited_for_on_any_node_and_lists_show_it_as_running()
    {
        var cluster = new SystemCluster { Models = Models };
        cluster.Run(async () =>
        {
            var run = await cluster.Start(cluster.A, TestStrategies.Sequence("writer"));
            var end = cluster.B.Call(system => system.Completion(run));
            var listed = await cluster.C.Call(system => system.List(new ListingQuery { Kind = RunEntity.Kind, Limit = 10 }));
            listed.ShouldHaveSingleItem().State.ShouldBe("running");
            (await end).State.End.ShouldNotBeNull();
            (await cluster.C.Call(system => system.Completion(run))).State.Status.ShouldBe(Domain.Runs.State.RunStatus.Completed);
        });
    }

    /// <summary>What is shown, thoughts left out: who missed them isn't told, they are in no journal.</summary>
    private static IReadOnlyList<string> Told(ClusterWatcher watcher) => StreamedLines.Of(watcher.Frames
        .Where(frame => frame is not AgentStreaming { Event: StreamingEvent.Thinking or StreamingEvent.ThinkingStart or StreamingEvent.ThinkingEnd }));
}
