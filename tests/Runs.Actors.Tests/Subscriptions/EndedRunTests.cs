using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.Events;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Subscriptions;

/// <summary>Runs that have ended and are watched still: they are forgotten, and go on where they were when they are continued.</summary>
public sealed class EndedRunTests
{
    private static readonly ScriptedModel Writer = new() { Name = "mock/writer", Deltas = ["one ", "two "], Repeat = 3, Delay = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public void A_run_is_forgotten_when_all_who_watch_it_have_seen_its_end()
    {
        var run = Node().Prepare(TestStrategies.Sequence("writer"));
        var system = run.Node.System;
        using var slow = system.Follow(run.Id, RunCursor.Start, () => { });
        run.Start("go");
        run.UntilEnded();
        run.Advance(TimeSpan.FromSeconds(1));
        (system.WatchedRuns, system.HeldRuns).ShouldBe((1, 1));
        var seen = Drain(run, slow);
        seen.Select(item => item.Update).OfType<RunUpdate.Journaled>().Count().ShouldBe(run.Events.Count);
        run.Advance(TimeSpan.FromSeconds(1));
        (system.WatchedRuns, system.HeldRuns).ShouldBe((1, 0));
    }

    [Fact]
    public void However_many_have_ended_none_is_held()
    {
        var node = Node();
        var runs = Enumerable.Range(0, 50).Select(_ => node.Prepare(TestStrategies.Sequence("writer"))).ToList();
        var watchers = runs.ConvertAll(run => Subscriber.Of(run));
        runs.ForEach(run => run.Start("go"));
        runs.ForEach(run => run.UntilEnded());
        node.Advance(TimeSpan.FromSeconds(1));
        watchers.ForEach(watcher => watcher.Lines[^1].ShouldStartWith("strategy_completed"));
        (node.System.WatchedRuns, node.System.HeldRuns, node.System.LiveCells).ShouldBe((50, 0, 0));
    }

    [Fact]
    public void Whoever_watched_before_the_end_or_came_after_it_sees_each_continuation_once()
    {
        var run = Node().Prepare(Nested());
        var watchers = new List<(long After, Subscriber Watcher)>();
        Watch(0);
        run.Start("go");
        for (var segment = 0; segment < 3; segment++)
        {
            run.UntilEnded();
            run.Advance(TimeSpan.FromSeconds(1));
            run.Node.System.HeldRuns.ShouldBe(0);
            // Each of them wakes the run, which goes to sleep again.
            foreach (var seq in new[] { 0L, run.Events.Count / 2, run.Events.Count - 1, run.Events.Count })
                Watch(seq);
            run.Advance(TimeSpan.FromSeconds(1));
            run.Node.System.HeldRuns.ShouldBe(0);
            run.Prepare(Nested()).Require();
            run.Continue($"go on {segment}").Require();
        }

        run.UntilEnded();
        run.Advance(TimeSpan.FromSeconds(1));
        foreach (var (after, watcher) in watchers)
            Journaled(watcher.Frames).ShouldBe(Journaled(run.Frames.Where(frame => frame.Seq > after)), $"after {after}");
        watchers[0].Watcher.Lines.ShouldBe(StreamedLines.Of(run.Frames));

        void Watch(long after) => watchers.Add((after, Subscriber.Of(run, after)));
    }

    [Fact]
    public void Whoever_has_slept_learns_of_the_deletion()
    {
        // Whether its beginning is seen too depends on what is faster, reading it or the end.
        var begun = Enumerable.Range(1, 10).Select(seed => DeletedInSleep((ulong)seed)).ToList();
        begun.SelectMany(items => items).ShouldAllBe(item => item.Update.GetType() == typeof(RunUpdate.Journaled));
        begun.Select(items => items.Count).Distinct().Order().ShouldBe([0, 1]);
    }

    private static List<FeedItem> DeletedInSleep(ulong seed)
    {
        var run = Node(seed).Prepare(TestStrategies.Sequence("writer"));
        using var follower = run.Node.System.Follow(run.Id, RunCursor.Start, () => { });
        run.Start("go");
        run.UntilEnded();
        Drain(run, follower);
        run.Advance(TimeSpan.FromSeconds(1));
        run.Node.System.HeldRuns.ShouldBe(0);
        run.Delete().Require();
        run.Advance(TimeSpan.FromSeconds(1));
        var items = Drain(run, follower);
        follower.HasEnded.ShouldBeTrue();
        return items;
    }

    private static TestNode Node(ulong seed = 1) => new(new TestNodeOptions { Seed = seed, Models = [Writer, Writer with { Name = "mock/critic" }] });

    private static TestStrategy Nested() => TestStrategies.Sequence("writer", TestStrategies.Inner("sequential", "critic", "writer"));

    private static List<FeedItem> Drain(TestRun run, RunFollower follower)
    {
        var items = new List<FeedItem>();
        run.Node.Kernel.World.Start(async () =>
        {
            while (await follower.Next() is { } item)
                items.Add(item);
        });
        run.Advance(TimeSpan.FromSeconds(1));
        return items;
    }

    private static List<string> Journaled(IEnumerable<RunFrame> frames) =>
        [.. frames.Where(frame => frame.Links is not null).Select(frame => $"{frame.Seq} {frame.Links} {FrameLine.Of(frame)}")];
}
