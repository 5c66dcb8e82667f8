using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Subscriptions;

public sealed class SharedFeedTests
{
    private static readonly ScriptedModel Writer = new() { Name = "mock/writer", Deltas = ["one ", "two ", "three "], Repeat = 20, Delay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public void What_a_cell_has_just_appended_is_neither_read_nor_decoded_whoever_watches()
    {
        var run = Node().Prepare(TestStrategies.Sequence("writer", "critic"));
        var watchers = Enumerable.Range(0, 20).Select(_ => Subscriber.Of(run)).ToList();
        run.Advance(TimeSpan.FromMilliseconds(10));
        var counters = run.Node.System.FeedCounters;
        var before = (counters.Reads, counters.DecodedEvents);
        run.Start("go");
        run.UntilEnded();
        run.Advance(TimeSpan.FromSeconds(1));
        (counters.Reads, counters.DecodedEvents).ShouldBe(before);
        watchers.ShouldAllBe(watcher => watcher.Lines.SequenceEqual(StreamedLines.Of(run.Frames)));
    }

    [Fact]
    public void What_is_only_in_the_journal_is_decoded_once_whoever_watches()
    {
        var run = Node().Prepare(TestStrategies.Sequence("writer", "critic"));
        run.Start("go");
        run.UntilEnded();
        run.Crash();
        var watchers = Enumerable.Range(0, 20).Select(_ => Subscriber.Of(run)).ToList();
        run.Advance(TimeSpan.FromSeconds(1));
        run.Node.System.FeedCounters.DecodedEvents.ShouldBe(run.Events.Count);
        watchers.ShouldAllBe(watcher => watcher.Lines.SequenceEqual(watchers[0].Lines));
        watchers[0].Lines[^1].ShouldStartWith("strategy_completed");
    }

    [Fact]
    public void Whoever_joins_after_any_event_sees_what_one_from_the_beginning_saw()
    {
        var run = Node().Prepare(TestStrategies.Sequence("writer", TestStrategies.Inner("broadcast", "writer", "critic")));
        run.Start("go");
        var early = new List<Subscriber>();
        var joined = 0L;
        while (!run.HasEnded)
        {
            run.Advance(TimeSpan.FromMilliseconds(200));
            for (; joined <= run.Events.Count; joined++)
                early.Add(Subscriber.Of(run, joined));
        }

        run.Advance(TimeSpan.FromSeconds(1));
        var late = Enumerable.Range(0, run.Events.Count + 1).Select(seq => Subscriber.Of(run, seq)).ToList();
        run.Advance(TimeSpan.FromSeconds(1));
        for (var seq = 0; seq <= run.Events.Count; seq++)
        {
            var expected = Journaled(run.Frames.Where(frame => frame.Seq > seq));
            Journaled(late[seq].Frames).ShouldBe(expected);
            if (seq < early.Count)
                Journaled(early[seq].Frames).ShouldBe(expected);
        }
    }

    [Fact]
    public void Each_journaled_frame_names_the_one_before_it_with_details_and_without()
    {
        var run = Node().Prepare(TestStrategies.Sequence("writer", TestStrategies.Inner("sequential", "writer", "critic"), "critic"));
        run.Start("go");
        run.UntilEnded();
        var (plain, detailed) = (0L, 0L);
        foreach (var frame in run.Frames.Where(frame => frame.Links is not null))
        {
            frame.Links!.WithDetail.ShouldBe(detailed);
            detailed = frame.Seq;
            if (frame.IsDetail)
                continue;
            frame.Links.Plain.ShouldBe(plain);
            plain = frame.Seq;
        }

        run.Frames.Count(frame => frame is { Links: not null, IsDetail: true }).ShouldBe(4);
        run.Frames.OfType<AgentStreaming>().ShouldAllBe(frame => frame.Links == null);
    }

    [Fact]
    public void Whoever_has_fallen_far_behind_gets_the_same_text_in_larger_pieces()
    {
        var talker = Writer with { Deltas = ["a word ", "and another ", "\U0001F600"], Repeat = 2000, Delay = TimeSpan.FromMilliseconds(1) };
        var run = Node(talker).Prepare(TestStrategies.Sequence("writer"));
        var quick = Subscriber.Of(run);
        var slow = Subscriber.Of(run, pace: TimeSpan.FromMilliseconds(500));
        run.Start("go");
        run.UntilEnded();
        run.Advance(TimeSpan.FromHours(2));
        slow.Lines.ShouldBe(quick.Lines);
        quick.Frames.Count.ShouldBeGreaterThan(2000);
        slow.Frames.Count.ShouldBeLessThan(1500);
    }

    [Fact]
    public void The_last_who_leaves_ends_the_watching()
    {
        var run = Node().Prepare(TestStrategies.Sequence("human"));
        var other = RunId.Parse("other");
        var system = run.Node.System;
        var watched = system.WatchedRuns;
        var (first, second) = (system.Follow(other, RunCursor.Start, () => { }), system.Follow(other, RunCursor.Start, () => { }));
        system.WatchedRuns.ShouldBe(watched + 1);
        first.Dispose();
        first.Dispose();
        system.WatchedRuns.ShouldBe(watched + 1);
        second.Dispose();
        system.WatchedRuns.ShouldBe(watched);
    }

    [Fact]
    public void A_run_that_has_ended_is_read_again_when_it_is_continued_and_followers_go_on()
    {
        var run = Node().Prepare(TestStrategies.Sequence("writer"));
        var follower = Subscriber.Of(run);
        run.Start("go");
        run.UntilEnded();
        run.Advance(TimeSpan.FromSeconds(1));
        var reads = run.Node.System.FeedCounters.Reads;
        run.Prepare(TestStrategies.Sequence("critic")).Require();
        run.Continue("on");
        run.UntilEnded();
        var late = Subscriber.Of(run);
        run.Advance(TimeSpan.FromSeconds(1));
        run.Node.System.FeedCounters.Reads.ShouldBeGreaterThan(reads);
        follower.Lines.ShouldBe(StreamedLines.Of(run.Frames));
        Journaled(late.Frames).ShouldBe(Journaled(run.Frames));
    }

    [Fact]
    public void Watching_keeps_no_cell_alive()
    {
        var run = Node().Prepare(TestStrategies.Sequence("human"));
        run.Start("go");
        run.UntilParked();
        run.Node.System.LiveCells.ShouldBe(1);
        run.Advance(TimeSpan.FromHours(1));
        run.Node.System.LiveCells.ShouldBe(0);
        run.Answer("human", "yes").Require();
        run.UntilEnded();
    }

    private static TestNode Node(ScriptedModel? writer = null) => new(new TestNodeOptions { Models = [writer ?? Writer, Writer with { Name = "mock/critic" }] });

    private static List<string> Journaled(IEnumerable<RunFrame> frames) =>
        [.. frames.Where(frame => frame.Links is not null).Select(frame => $"{frame.Seq} {frame.Links} {FrameLine.Of(frame)}")];
}
