using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>What a stop means for each step, by force or not, and for a run whose steps end by themselves meanwhile.</summary>
public sealed class StopOrderTests
{
    [Fact]
    public void What_has_no_attempt_is_cancelled_at_once_and_the_run_when_its_attempts_have_stopped()
    {
        var run = Given.Graph("id: live, agent: once", "id: pending, agent: once, needs: [live]", "id: asks, agent: user", "id: delay, agent: wait", "id: retry, agent: once, retry: { maxAttempts: 2, backoff: 1m }", "id: spent, agent: never, onExhausted: pause")
            .Started("").Fails("s1/retry").Fails("s1/spent").When(new StopRun("enough")).Then("cancel-requested enough").ThenLive("s1/live");

        run.State.Steps.Values.Where(step => step.Phase == StepPhase.Cancelled).Select(step => step.Id.Value).ShouldBe(["s1/asks", "s1/delay", "s1/pending", "s1/retry", "s1/spent"]);
        run.State.Status.ShouldBe(RunStatus.Cancelling);
        run.Stops("s1/live").Then("attempt-stopped s1/live #1", "run-ended cancelled: enough").State.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void Force_stops_attempts_at_once_and_a_second_stop_by_force_leaves_no_grace_to_the_first()
    {
        var run = Given.Steps("once").Started().When(new StopRun("first"));
        Owed.Forces(run.State.Live[new("s1/0")]).ShouldBeFalse();

        run.When(new StopRun("second", Force: true)).Then("cancel-requested second by force");
        Owed.Forces(run.State.Live[new("s1/0")]).ShouldBeTrue();
        run.When(new StopRun("third", Force: true)).ThenNothing().Stops("s1/0").Error.ShouldBe("first");
    }

    [Fact]
    public void A_step_is_cancelled_by_force_at_once_or_later()
    {
        var run = Given.Graph("id: it, name: it, type: broadcast, steps: [{ agent: once }, { agent: once }]", "id: b, agent: once").Started().When(new CancelStep("it"))
            .When(new CancelStep("it", Force: true)).Then("step-cancel-requested s1/it by force");

        run.State.Live.Values.Where(Owed.Forces).Select(live => live.Step.Value).ShouldBe(["s1/it/0", "s1/it/1"]);
        run.When(new CancelStep("it", Force: true)).ThenNothing().When(new CancelStep("it")).ThenNothing();
    }

    [Fact]
    public void A_stop_that_comes_too_late_to_stop_anything_does_not_make_a_cancelled_run_of_one_whose_steps_all_succeeded()
    {
        var run = Given.Graph("id: a, agent: once", "id: b, name: b, type: sequential, needs: [a], steps: [{ agent: once }]").Started().Replies("s1/a").When(new StopRun())
            .Replies("s1/b/0", "done");

        run.Then("step-succeeded s1/b/0 'done'", "step-succeeded s1/b", "run-ended completed").Result.ShouldBe("done");
    }

    [Fact]
    public void A_stopped_run_of_which_a_step_never_began_is_cancelled_whatever_the_others_came_to()
    {
        Given.Steps("once", "once").Started().When(new StopRun()).Replies("s1/0").State.Status.ShouldBe(RunStatus.Cancelled);
        Given.Flow("type: cycle, cycles: 2, steps: [{ agent: once }]").Started().When(new StopRun()).Replies("s1~1/0").State.Status.ShouldBe(RunStatus.Cancelled);
        Given.Flow("type: broadcast, concurrency: 1, steps: [{ agent: once }, { agent: once }]").Started().When(new StopRun()).Replies("s1/0").State.Status.ShouldBe(RunStatus.Cancelled);
        Given.Graph("id: a, agent: once", "id: b, agent: once, needs: [a]").Started().When(new StopRun()).Replies("s1/a").State.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void A_stop_of_a_run_that_has_ended_adds_no_event()
    {
        Given.Steps("once").Started().Runs().When(new StopRun()).ThenNothing().When(new StopRun(Force: true)).ThenNothing().State.Status.ShouldBe(RunStatus.Completed);
    }
}
