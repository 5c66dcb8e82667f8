using Runs.Actors.Tests.Frames;
using Runs.Actors.Watching;
using Runs.Domain.Identity;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Watching;

/// <summary>What wakes who waits for a run, and when; on virtual time.</summary>
public sealed class WaitTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Routine_activity_lets_a_wait_last_to_its_timeout()
    {
        var (node, run) = Started("{ id: first, agent: do }", "{ id: sink, agent: human, needs: [first] }", "{ id: slow, agent: hour }", "{ id: last, agent: do, needs: [sink, slow] }");
        run.UntilParked();
        var before = node.Now;
        var receipt = Wait(run, new WaitQuery { AfterSeq = run.Events[^1].Seq, Seconds = 60 });
        (receipt.Outcome, receipt.CursorBefore, receipt.CursorAfter).ShouldBe((WaitOutcome.Timeout, run.Events[^1].Seq, run.Events[^1].Seq));
        (node.Now - before).ShouldBe(Minute, tolerance: TimeSpan.FromMilliseconds(500));
        (receipt.RequestedSeconds, receipt.Status, receipt.State, receipt.Event).ShouldBe((60, "running", "waiting", null));
    }

    [Fact]
    public void A_success_that_is_no_sink_wakes_nobody_and_a_sinks_wakes_those_who_wait_for_the_run()
    {
        var (_, run) = Started("{ id: first, agent: slow }", "{ id: middle, agent: do, needs: [first] }", "{ id: sink, agent: do, needs: [middle] }", "{ id: other, agent: hour }");
        var receipt = Wait(run, new WaitQuery { Seconds = 60 });
        (receipt.Outcome, receipt.Event!.Step, receipt.Event.Phase, receipt.CursorAfter).ShouldBe((WaitOutcome.Material, "sink", "succeeded", receipt.Event.Seq));
    }

    [Fact]
    public void A_target_wakes_at_its_own_end_and_not_at_that_of_others()
    {
        var (_, run) = Started("{ id: sink, agent: do }", "{ id: slow, agent: slow }", "{ id: rest, agent: hour }");
        run.UntilParked();
        var receipt = Wait(run, new WaitQuery { AfterSeq = 0, Step = "slow", Seconds = 60 });
        (receipt.Event!.Step, receipt.Event.Phase, receipt.Step).ShouldBe(("slow", "succeeded", "slow"));
    }

    [Fact]
    public void A_target_that_ends_with_the_flow_around_it_wakes_too()
    {
        var (_, run) = Started("{ id: both, name: Both, type: broadcast, steps: [{ id: inner, agent: hour }, { agent: bad }] }", "{ id: rest, agent: hour }");
        var receipt = Wait(run, new WaitQuery { AfterSeq = 0, Step = "inner", Seconds = 60 });
        (receipt.Event!.Step, receipt.Event.Phase, receipt.Event.Type).ShouldBe(("inner", "cancelled", "step-failed"));
    }

    [Fact]
    public void The_end_of_the_run_wakes_who_waits_for_a_step()
    {
        var (_, run) = Started("{ id: asks, agent: human }");
        run.UntilParked();
        var (waiting, _) = Begin(run, new WaitQuery { AfterSeq = run.Events[^1].Seq, Step = "asks", Seconds = 60 });
        run.Kill().Require();
        var receipt = Receipt(run, waiting);
        (receipt.Outcome, receipt.Event!.Type, receipt.State).ShouldBe((WaitOutcome.Material, "run-ended", "killed"));
    }

    [Theory]
    [InlineData("{ id: bad, agent: bad }", "bad", "failed")]
    [InlineData("{ id: ask, agent: human }", "ask", "waiting")]
    public void A_failure_and_a_need_for_a_person_wake_whoever_waits_for_the_run(string step, string label, string phase)
    {
        var (_, run) = Started(step, "{ id: rest, agent: hour }");
        run.UntilParked();
        var receipt = Wait(run, new WaitQuery { AfterSeq = 0 });
        (receipt.Outcome, receipt.Event!.Step, receipt.Event.Phase).ShouldBe((WaitOutcome.AlreadyMaterial, label, phase));
    }

    [Fact]
    public void What_was_material_after_the_cursor_is_told_at_once_one_after_the_other_and_none_twice()
    {
        var (node, run) = Started("{ id: a, agent: do }", "{ id: b, agent: bad }", "{ id: c, agent: human }");
        run.UntilParked();
        var (cursor, told, before) = (0L, new List<string?>(), node.Now);
        while (Wait(run, new WaitQuery { AfterSeq = cursor, Seconds = 1 }) is { Outcome: WaitOutcome.AlreadyMaterial } receipt)
        {
            told.Add(receipt.Event!.Step);
            cursor = receipt.CursorAfter;
        }

        told.Order().ShouldBe(["a", "b", "c"]);
        (node.Now - before).ShouldBe(TimeSpan.FromSeconds(1), tolerance: TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void A_run_that_has_ended_is_told_at_once_wherever_the_cursor_is()
    {
        var (node, run) = Started("{ id: a, agent: do }");
        run.UntilEnded();
        var before = node.Now;
        var receipt = Wait(run, new WaitQuery { AfterSeq = 1, Step = "a" });
        (receipt.Outcome, receipt.CursorBefore, receipt.CursorAfter, receipt.Status).ShouldBe((WaitOutcome.Terminal, 1, run.Events[^1].Seq, "completed"));
        (node.Now - before).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void A_wait_without_a_cursor_begins_with_how_the_run_is()
    {
        var (_, run) = Started("{ id: a, agent: do }", "{ id: ask, agent: human }");
        run.UntilParked();
        Wait(run, new WaitQuery()).Outcome.ShouldBe(WaitOutcome.AlreadyMaterial);
        Wait(run, new WaitQuery { Step = "a" }).Outcome.ShouldBe(WaitOutcome.AlreadyMaterial);
    }

    [Fact]
    public void A_step_that_the_run_has_not_come_to_can_be_waited_for_and_one_that_is_not_planned_can_not()
    {
        var node = Node();
        var run = node.Prepare(TestStrategy.Text("""
            {"name":"Test","version":"1","agents":{"slow":{"type":"delay","config":{"duration":"20s"}}},
             "flow":{"name":"Main","type":"sequential","steps":[{"agent":"slow"},{"id":"second","agent":"slow"}]}}
            """));
        run.Start().Require();
        Wait(run, new WaitQuery { Step = "second", Seconds = 60 }).Event!.Step.ShouldBe("second");
        node.Ask(system => system.Wait(run.Id, new WaitQuery { Step = "third" })).Error!.Code.ShouldBe("step.not-found");
        node.Ask(system => system.Wait(RunId.Parse("nobody"), new WaitQuery())).Error!.Code.ShouldBe("run.not-found");
    }

    [Fact]
    public void A_wait_goes_on_by_its_cursor_after_a_crash()
    {
        var (_, run) = Started("{ id: ask, agent: human }", "{ id: end, agent: do, needs: [ask] }");
        run.UntilParked();
        var cursor = Wait(run, new WaitQuery { AfterSeq = 0 }).CursorAfter;
        run.Crash();
        run.Answer("human", "yes").Require();
        run.UntilEnded();
        Wait(run, new WaitQuery { AfterSeq = cursor }).Outcome.ShouldBe(WaitOutcome.Terminal);
    }

    [Fact]
    public void A_wait_that_is_over_leaves_no_follower()
    {
        var (node, run) = Started("{ id: ask, agent: human }");
        run.UntilParked();
        var watched = node.System.WatchedRuns;
        Wait(run, new WaitQuery { AfterSeq = run.Events[^1].Seq, Seconds = 1 }).Outcome.ShouldBe(WaitOutcome.Timeout);
        var (waiting, gone) = Begin(run, new WaitQuery { AfterSeq = run.Events[^1].Seq, Seconds = 60 });
        gone.Cancel();
        node.Until(() => waiting.IsCompleted, "the end of the wait");
        waiting.IsCanceled.ShouldBeTrue();
        node.System.WatchedRuns.ShouldBe(watched);
    }

    private static TestNode Node() => new(new TestNodeOptions
    {
        Agents =
        [
            new("do", request => $"<{request.Message}>"),
            new("bad", _ => throw new InvalidOperationException("no")),
        ],
    });

    private static (TestNode Node, TestRun Run) Started(params string[] steps)
    {
        var node = Node();
        var run = node.Prepare(TestStrategy.Text(GraphFrameTests.Text(steps)));
        run.Start("hi").Require();
        return (node, run);
    }

    private static (Task<RunResult<WaitReceipt>> Waiting, CancellationTokenSource Gone) Begin(TestRun run, WaitQuery query)
    {
        var gone = new CancellationTokenSource();
        Task<RunResult<WaitReceipt>>? waiting = null;
        run.Node.Ask(async system =>
        {
            waiting = (await system.Wait(run.Id, query)).Require().Receipt(gone.Token).AsTask();
            return true;
        });
        return (waiting!, gone);
    }

    private static WaitReceipt Receipt(TestRun run, Task<RunResult<WaitReceipt>> waiting)
    {
        run.Node.Until(() => waiting.IsCompleted, "what the wait came to");
        return waiting.Result.Require();
    }

    private static WaitReceipt Wait(TestRun run, WaitQuery query) => Receipt(run, Begin(run, query).Waiting);
}
