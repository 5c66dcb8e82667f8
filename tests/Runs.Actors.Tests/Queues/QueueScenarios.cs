using Runs.Domain.Admissions;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;
using static Runs.Actors.Tests.Queues.QueueWorld;

namespace Runs.Actors.Tests.Queues;

public sealed class QueueScenarios
{
    private static readonly TestStrategy Plain = Strategy("queue: q");

    [Fact]
    public void Without_bounds_no_run_is_ever_queued()
    {
        var node = Node(OneQueue());
        var runs = Enumerable.Range(0, 5).Select(_ => node.Started(Plain)).ToList();

        foreach (var run in runs)
            run.UntilEnded();

        runs.ShouldAllBe(run => run.Events.All(update => !(update.Event is RunQueued || update.Event is RunAdmitted)));
    }

    [Fact]
    public void The_third_of_two_waits_until_one_has_ended()
    {
        var node = Node(OneQueue(runs: 2));
        var runs = Enumerable.Range(0, 3).Select(_ => node.Started(Plain)).ToList();

        runs[1].UntilRunning();
        runs[0].UntilRunning();
        node.Advance(TimeSpan.FromMinutes(1));
        (runs[2].State.Status, node.Held("queue:q/runs")).ShouldBe((RunStatus.Queued, 2));

        runs[2].UntilEnded();
        runs[2].State.Status.ShouldBe(RunStatus.Completed);
        (runs[2].StartedAt() - runs[0].State.End!.At).ShouldNotBeNull().ShouldBeLessThan(TimeSpan.FromSeconds(1));
        node.Held("queue:q/runs").ShouldBe(0);
    }

    [Fact]
    public void Higher_priorities_go_first_and_equal_ones_in_the_order_in_which_they_came()
    {
        var node = Node(OneQueue(runs: 1));
        var first = node.Started(Plain);
        first.UntilRunning();
        var early = node.Started(Plain);
        node.Advance(TimeSpan.FromSeconds(1));
        var late = node.Started(Plain);
        node.Advance(TimeSpan.FromSeconds(1));
        var urgent = node.Started(Strategy("queue: q", "priority: 10"));

        late.UntilEnded();

        new[] { first, urgent, early, late }.Select(run => run.StartedAt()).ShouldBeInOrder();
    }

    [Fact]
    public void A_queued_run_that_is_stopped_never_runs_and_later_ones_advance()
    {
        var node = Node(OneQueue(runs: 1));
        var first = node.Started(Plain);
        first.UntilRunning();
        var stopped = node.Started(Plain);
        var next = node.Started(Plain);
        node.Advance(TimeSpan.FromMinutes(1));

        stopped.Stop().IsOk.ShouldBeTrue();
        stopped.UntilEnded();
        next.UntilEnded();

        (stopped.State.Status, stopped.State.End!.Error!.Code).ShouldBe((RunStatus.Cancelled, RunErrors.Cancelled));
        stopped.Events.ShouldAllBe(update => !(update.Event is RunStarted || update.Event is RunAdmitted));
        (next.StartedAt() - first.State.End!.At).ShouldNotBeNull().ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void After_a_crash_with_a_full_queue_all_go_on_and_never_more_at_a_time()
    {
        var node = Node(OneQueue(runs: 2));
        var runs = Enumerable.Range(0, 9).Select(_ => node.Started(Plain)).ToList();
        runs[0].UntilRunning();

        node.Crash();
        node.Restart();
        node.Until(
            () =>
            {
                runs.Count(run => run.State.Status == RunStatus.Running).ShouldBeLessThanOrEqualTo(2);
                return runs.All(run => run.HasEnded);
            },
            "all runs to end");

        runs.ShouldAllBe(run => run.State.Status == RunStatus.Completed);
        node.Held("queue:q/runs").ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Grants_whose_outcome_is_unknown_neither_lose_a_run_nor_let_one_too_many_in(ulong seed)
    {
        var node = Node(OneQueue(runs: 2), seed);
        node.Journal.Faults = new() { WritesAndFails = 0.1, FailsUnknown = 0.1, NotWritten = 0.1, OtherFailures = 0.1 };
        var runs = new List<TestRun>();
        for (var i = 0; i < 8; i++)
        {
            var run = node.Run($"run-{i}");
            while (run.State.Status == RunStatus.None && !run.Prepare(Plain).IsOk)
                node.Advance(TimeSpan.FromSeconds(1));
            while (!run.Start("go").IsOk && run.Refusal!.Code != RunErrors.AlreadyStarted)
                node.Advance(TimeSpan.FromSeconds(1));
            runs.Add(run);
        }

        node.Until(() => runs.All(run => run.HasEnded), "all runs to end");
        runs.ShouldAllBe(run => run.State.Status == RunStatus.Completed);
    }

    [Fact]
    public void A_run_that_waits_for_a_person_holds_no_slot_and_waits_for_one_again_when_it_is_answered()
    {
        var node = Node(OneQueue(runs: 1));
        var asking = node.Started(TestStrategy.Text("""
            name: Ask
            version: "1"
            queue: q
            agents:
              you: { type: user, config: { ask: always } }
              worker: { model: slow }
            flow: { name: f, type: sequential, steps: [{ agent: you }, { agent: worker }] }
            """));
        asking.UntilParked();
        node.Held("queue:q/runs").ShouldBe(0);
        var other = node.Started(Plain);
        other.UntilRunning();

        asking.Answer("you", "yes").IsOk.ShouldBeTrue();
        node.Advance(TimeSpan.FromMinutes(1));
        asking.State.QueuedSince.ShouldNotBeNull();
        RunSummary.Of(asking.State).State.ShouldBe("queued");

        asking.UntilEnded();
        asking.State.Status.ShouldBe(RunStatus.Completed);
        asking.Events.Count(update => update.Event is RunAdmitted).ShouldBe(2);
        asking.State.End!.At.ShouldBeGreaterThanOrEqualTo(other.State.End!.At + Work);
    }

    [Fact]
    public void Steps_of_all_runs_of_a_queue_share_its_slots()
    {
        var node = Node(OneQueue(steps: 3));
        var runs = new[] { node.Started(Wide(4, "queue: q")), node.Started(Wide(4, "queue: q")) };

        node.Until(
            () =>
            {
                runs.Sum(run => run.State.Live.Count).ShouldBeLessThanOrEqualTo(3);
                return runs.All(run => run.HasEnded);
            },
            "both runs to end");

        runs.ShouldAllBe(run => run.State.Status == RunStatus.Completed);
        // Eight steps, three at a time.
        (runs.Max(run => run.State.End!.At) - runs[0].StartedAt()!.Value).ShouldBeInRange(3 * Work, 3 * Work + TimeSpan.FromSeconds(20));
        node.Held("queue:q/steps").ShouldBe(0);
    }

    [Fact]
    public void Steps_that_wait_go_on_after_a_crash()
    {
        var node = Node(OneQueue(steps: 1));
        var run = node.Started(Wide(3, "queue: q"));
        run.UntilRunning();

        run.Crash();
        run.UntilEnded();

        run.State.Status.ShouldBe(RunStatus.Completed);
        node.Held("queue:q/steps").ShouldBe(0);
    }

    [Fact]
    public void A_limit_is_strict_over_several_queues()
    {
        var node = Node(OneQueue());
        var runs = Enumerable.Range(0, 8).Select(i => node.Started(Strategy(i % 2 == 0 ? "queue: q" : "queue: other", "limits: [api]"))).ToList();

        node.Until(
            () =>
            {
                runs.Count(run => run.State.Status == RunStatus.Running).ShouldBeLessThanOrEqualTo(2);
                return runs.All(run => run.HasEnded);
            },
            "all runs to end");

        (runs.Max(run => run.State.End!.At) - runs[0].StartedAt()!.Value).ShouldBeInRange(4 * Work, (4 * Work) + TimeSpan.FromSeconds(40));
        node.Held("limit:api").ShouldBe(0);
    }

    [Fact]
    public void A_full_queue_refuses_further_starts_and_takes_them_when_somebody_has_begun()
    {
        var node = Node(OneQueue(runs: 1, queued: 2));
        var first = node.Started(Plain);
        first.UntilRunning();
        node.Started(Plain);
        node.Started(Plain);
        var late = node.Prepare(Plain);

        late.Start("go").Error!.Code.ShouldBe(RunErrors.QueueFull);
        late.Until(run => run.State.Status == RunStatus.Prepared, "to be as it was");
        first.UntilEnded();
        node.Advance(TimeSpan.FromSeconds(20));

        late.Start("go").IsOk.ShouldBeTrue();
        late.UntilEnded();
    }

    [Fact]
    public void A_resumed_run_waits_for_a_slot_and_goes_on_when_it_has_one()
    {
        var node = Node(OneQueue(runs: 1));
        var paused = node.Started(Wide(2, "queue: q"));
        paused.UntilRunning();
        paused.Pause(now: true).IsOk.ShouldBeTrue();
        paused.UntilSettled();
        var other = node.Started(Plain);
        other.UntilRunning();

        paused.Resume().IsOk.ShouldBeTrue();
        node.Advance(TimeSpan.FromMinutes(1));
        (paused.State.Status, paused.State.Live.Count).ShouldBe((RunStatus.Running, 0));
        paused.State.QueuedSince.ShouldNotBeNull();

        paused.UntilEnded();
        paused.State.Status.ShouldBe(RunStatus.Completed);
        other.State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void Queued_runs_need_no_cells_and_the_coordinator_finds_them_again()
    {
        var node = Node(OneQueue(runs: 1));
        var runs = Enumerable.Range(0, 6).Select(_ => node.Started(Plain)).ToList();
        runs[0].UntilRunning();

        node.Advance(TimeSpan.FromMinutes(2));
        // The one that runs, and the coordinators.
        node.System.LiveCells.ShouldBeLessThanOrEqualTo(1 + 3);

        runs[5].UntilEnded();
        runs.ShouldAllBe(run => run.State.Status == RunStatus.Completed);
    }

    private static AdmissionRules NoRules => new();

    [Fact]
    public void A_strategy_without_limits_costs_no_coordinator()
    {
        var node = Node(NoRules);
        var run = node.Started(Strategy());

        run.UntilRunning();

        node.System.LiveCells.ShouldBe(1);
        run.UntilEnded();
    }
}
