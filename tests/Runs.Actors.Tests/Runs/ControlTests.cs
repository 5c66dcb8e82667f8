using Runs.Actors.Attempts;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Runs;

/// <summary>Stops by force, pauses and the longest time of a run, with attempts that live and over restarts.</summary>
public sealed class ControlTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stop_by_force_reaches_an_attempt_that_ignores_requests_at_once(bool isRequestedFirst)
    {
        var run = Working(stop => stop.Forced).Started(TestStrategies.Sequence("once"));
        run.UntilAttempted("once");
        if (isRequestedFirst)
            run.Stop().Require();
        var asked = run.Node.Now;
        run.Stop(force: true).Require();
        run.UntilEnded();
        (run.State.Status, run.Node.Now - asked < TimeSpan.FromSeconds(1)).ShouldBe((RunStatus.Cancelled, true));
    }

    [Fact]
    public void A_step_that_is_cancelled_by_force_has_no_grace_and_the_others_go_on()
    {
        var run = Working(stop => stop.Forced).Started(TestStrategies.Graph("{\"id\":\"a\",\"agent\":\"once\"}", "{\"id\":\"b\",\"agent\":\"human\"}"));
        run.UntilAttempted("a");
        var asked = run.Node.Now;
        run.CancelStep("a", force: true).Require();
        run.Until(_ => run.Seen<StepCancelled>().Count == 1, "the end of the step");
        (run.Node.Now - asked).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        run.Answer("human", "yes").Require();
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void A_paused_run_is_still_paused_after_a_restart_holds_no_attempt_and_goes_on_when_it_is_resumed()
    {
        var run = Working(stop => stop.Requested, TimeSpan.FromMinutes(1)).Started(TestStrategies.Sequence("again", "once"));
        run.UntilAttempted("again");
        run.Pause().Require();
        run.Until(_ => run.Seen<StepSucceeded>().Count == 1, "the end of what was under way");

        run.Crash();
        run.Advance(TimeSpan.FromHours(1));
        run.Node.System.LiveAttempts.ShouldBe(0);
        Listed(run).State.ShouldBe("paused");

        run.Resume().Require();
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void A_pause_now_stops_the_attempt_and_a_resume_makes_it_anew()
    {
        var run = Working(stop => stop.Requested, TimeSpan.FromMinutes(1)).Started(TestStrategies.Sequence("again"));
        run.UntilAttempted("again");
        run.Advance(TimeSpan.FromSeconds(5));
        run.Pause(now: true).Require();
        run.UntilSettled();
        run.Node.System.LiveAttempts.ShouldBe(0);

        run.Resume().Require();
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Completed);
        run.Seen<StepDispatched>().Select(sent => sent.Attempt).ShouldBe([1, 2]);
    }

    [Fact]
    public void An_attempt_that_is_lost_while_the_run_is_paused_is_made_anew_after_the_pause()
    {
        var run = Working(stop => stop.Requested, TimeSpan.FromMinutes(1)).Started(TestStrategies.Sequence("again"));
        run.UntilAttempted("again");
        run.Pause().Require();
        run.Crash();
        run.Until(_ => run.Seen<AttemptFailed>().Any(failed => failed.Error.Code == RunErrors.AttemptLost), "the attempt to be judged");
        run.State.Status.ShouldBe(RunStatus.Paused);

        run.Resume().Require();
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void A_run_whose_time_was_over_while_the_node_was_down_expires_when_it_is_up()
    {
        var run = new TestNode(new() { Runs = new() { MaxDuration = TimeSpan.FromMinutes(30) } }).Started(TestStrategies.Sequence("human"));
        run.UntilParked();
        run.Node.Crash();
        run.Node.Advance(TimeSpan.FromHours(5));
        run.Node.Restart();
        run.Until(_ => run.HasEnded, "the end of the run", TimeSpan.FromSeconds(1));
        (run.State.Status, run.State.End!.Error!.Message).ShouldBe((RunStatus.Expired, "The run took longer than 30m (maxDuration)."));
    }

    [Fact]
    public void A_paused_run_without_a_cell_expires_at_its_time()
    {
        var run = new TestNode(new() { Runs = new() { MaxDuration = TimeSpan.FromMinutes(30) } }).Started(TestStrategies.Sequence("human"));
        var started = run.Node.Now;
        run.Pause().Require();
        run.Advance(TimeSpan.FromMinutes(5));
        run.Node.System.LiveCells.ShouldBe(0);
        run.UntilEnded();
        (run.Node.Now - started).ShouldBeInRange(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30.1));
        (Listed(run).Status, Listed(run).State).ShouldBe(("error", "expired"));
    }

    [Fact]
    public void A_step_that_is_tried_again_by_hand_is_executed_once_more()
    {
        var calls = 0;
        var node = TestNodes.WithProcess((_, _, _, _) => ++calls == 1 ? throw new InvalidOperationException("not yet") : ValueTask.FromResult(DelegateHandler.Done("done")));
        var run = node.Started(TestStrategies.Graph("{\"id\":\"a\",\"agent\":\"once\"}", "{\"id\":\"b\",\"agent\":\"again\",\"needs\":[\"a\"]}", "{\"id\":\"open\",\"agent\":\"human\"}"));
        run.Until(_ => run.Seen<StepBlocked>().Count == 1, "the failure");
        run.RetryStep("a").Require();
        run.Answer("human", "yes").Require();
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Completed);
        calls.ShouldBe(3);
    }

    private static RunSummary Listed(TestRun run) => run.Node.Ask(async system => await system.List(new() { Kind = RunEntity.Kind, Limit = 10 })).Single();

    /// <summary>A node whose processes take half an hour, or as long as is said, unless they hear a stop.</summary>
    private static TestNode Working(Func<AttemptStop, CancellationToken> hears, TimeSpan? takes = null) => TestNodes.WithProcess(async (time, _, _, stop) =>
    {
        await Task.Delay(takes ?? TimeSpan.FromMinutes(30), time, hears(stop));
        return DelegateHandler.Done("at last");
    });
}
