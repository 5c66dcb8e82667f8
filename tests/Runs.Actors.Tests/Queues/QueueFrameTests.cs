using Runs.Actors.Frames;
using Runs.Actors.Queues;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;
using static Runs.Actors.Tests.Queues.QueueWorld;

namespace Runs.Actors.Tests.Queues;

/// <summary>What somebody sees who watches a run that waits.</summary>
public sealed class QueueFrameTests
{
    private static readonly TestStrategy Plain = Strategy("queue: q");

    [Fact]
    public void A_watcher_is_told_the_place_then_that_the_run_goes_on_then_that_it_has_started()
    {
        var node = Node(OneQueue(runs: 2));
        var runs = Enumerable.Range(0, 3).Select(_ => node.Started(Plain)).ToList();

        runs[2].UntilEnded();

        runs[2].Frames.Take(3).Select(frame => frame.Type).ShouldBe(["run_queued", "run_dequeued", "strategy_started"]);
        var (queued, left) = ((QueuePosition)runs[2].Frames[0], (QueuePosition)runs[2].Frames[1]);
        (queued.Place, queued.Priority).ShouldBe((new QueuePlace(1, 1, 2, 2), 0));
        left.Place.Position.ShouldBe(0);
    }

    [Fact]
    public void Whoever_is_displaced_is_told_so()
    {
        var node = Node(OneQueue(runs: 1));
        node.Started(Plain).UntilRunning();
        var patient = node.Started(Plain);
        patient.Until(run => Positions(run).SequenceEqual([1]), "its place");
        var urgent = node.Started(Strategy("queue: q", "priority: 10"));

        patient.Until(run => Positions(run).SequenceEqual([1, 2]), "its new place");
        urgent.Until(run => Positions(run).SequenceEqual([1]), "its place");
        ((QueuePosition)urgent.Frames[0]).Priority.ShouldBe(10);
    }

    [Fact]
    public void A_place_is_told_at_most_four_times_a_second_however_fast_the_queue_moves()
    {
        var node = Node(OneQueue(runs: 1));
        node.Started(Plain).UntilRunning();
        var last = Enumerable.Range(0, 12).Select(_ => node.Started(Plain)).ToList()[^1];
        last.Until(run => Positions(run).Contains(12), "its place");

        foreach (var run in Enumerable.Range(2, 8).Select(number => node.Run($"run-{number}")))
            run.Stop();
        last.Until(run => Positions(run).Contains(4), "its new place");

        var times = last.Frames.OfType<QueuePosition>().Select(frame => frame.At).ToList();
        times.Zip(times.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= PlaceWatch.Every);
    }

    [Fact]
    public void A_watcher_that_comes_later_is_told_where_the_run_stands_by_then()
    {
        var node = Node(OneQueue(runs: 1));
        node.Started(Plain).UntilRunning();
        var waiting = node.Started(Plain);
        waiting.Until(run => Positions(run).SequenceEqual([1]), "its place");

        var late = node.Run(waiting.Id.Value);

        late.Until(run => Positions(run).SequenceEqual([1]), "what it has missed");
        late.State.Status.ShouldBe(RunStatus.Queued);
    }

    [Fact]
    public void A_run_that_is_stopped_while_it_waits_ends_without_being_told_that_it_goes_on()
    {
        var node = Node(OneQueue(runs: 1));
        node.Started(Plain).UntilRunning();
        var waiting = node.Started(Plain);
        waiting.Until(run => Positions(run).SequenceEqual([1]), "its place");

        waiting.Stop();
        waiting.UntilEnded();

        waiting.Frames.Select(frame => frame.Type).ShouldBe(["run_queued", "strategy_error"]);
    }

    private static IEnumerable<int> Positions(TestRun run) =>
        run.Frames.OfType<QueuePosition>().Select(frame => frame.Place.Position);
}
