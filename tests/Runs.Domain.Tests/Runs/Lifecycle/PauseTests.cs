using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class PauseTests
{
    [Fact]
    public void What_is_under_way_may_end_and_nothing_new_begins_until_the_run_is_resumed()
    {
        var run = Given.Steps("once", "once").Started().When(new PauseRun("lunch")).Then("run-paused lunch").ThenLive("s1/0");

        run.Replies("s1/0").Then("step-succeeded s1/0 'once(in)'").ThenLive().State.Status.ShouldBe(RunStatus.Paused);
        run.State.HoldReason.ShouldBe("lunch");
        run.When(new ResumeRun()).Then("run-resumed", "step-dispatched s1/1 #1");
    }

    [Fact]
    public void The_last_result_ends_a_paused_run()
    {
        Given.Steps("once").Started().When(new PauseRun()).Replies("s1/0").State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void A_retry_that_comes_due_begins_after_the_pause()
    {
        Given.Steps("agent: once, retry: { maxAttempts: 2, backoff: 1s }").Started().Fails("s1/0").When(new PauseRun()).After(TimeSpan.FromSeconds(1))
            .Then("retry-due s1/0").ThenLive().When(new ResumeRun()).ThenLive("s1/0");
    }

    [Fact]
    public void A_delay_that_ends_and_a_person_who_answers_are_noted_and_what_follows_begins_after_the_pause()
    {
        var run = Given.Graph("id: wait, agent: wait", "id: ask, agent: user", "id: a, agent: once, needs: [wait]", "id: b, agent: once, needs: [ask]").Started("").When(new PauseRun());

        run.After(TimeSpan.FromSeconds(5)).Answers("user", "yes").ThenLive();
        (run.PhaseOf("s1/wait"), run.PhaseOf("s1/ask")).ShouldBe((StepPhase.Succeeded, StepPhase.Succeeded));
        run.When(new ResumeRun()).ThenLive("s1/a", "s1/b");
    }

    [Fact]
    public void A_pause_now_stops_attempts_and_their_steps_are_ready_again_as_if_nothing_had_been_tried()
    {
        var run = Given.Steps("agent: safe, retry: { maxAttempts: 2, backoff: 1s }").Started().When(new PauseRun("now", Now: true)).Then("run-paused now now").ThenLive("s1/0");
        Owed.Stops(run.State, run.State.Live[new("s1/0")]).ShouldBeTrue();

        run.Stops("s1/0").Then("attempt-stopped s1/0 #1").ThenLive().PhaseOf("s1/0").ShouldBe(StepPhase.Ready);
        run.When(new ResumeRun()).Then("run-resumed", "step-dispatched s1/0 #2");
        run.Fails("s1/0").Wakes().Then("retry-due s1/0", "step-dispatched s1/0 #3");
    }

    [Fact]
    public void A_result_that_comes_before_the_stop_counts()
    {
        Given.Steps("once", "once").Started().When(new PauseRun(Now: true)).Replies("s1/0").PhaseOf("s1/0").ShouldBe(StepPhase.Succeeded);
    }

    [Fact]
    public void A_failure_after_the_stop_was_asked_for_is_taken_for_the_stop()
    {
        Given.Steps("never").Started().When(new PauseRun(Now: true)).Fails("s1/0").Then("attempt-stopped s1/0 #1").PhaseOf("s1/0").ShouldBe(StepPhase.Ready);
    }

    [Fact]
    public void What_does_not_stop_is_given_up_after_its_grace()
    {
        Given.Steps("safe").Started().When(new PauseRun(Now: true)).After(TimeSpan.FromSeconds(10)).Then("attempt-stopped s1/0 #1 given up").ThenLive()
            .PhaseOf("s1/0").ShouldBe(StepPhase.Ready);
    }

    [Fact]
    public void A_stopped_process_that_may_not_be_repeated_fails_or_has_no_attempt_left()
    {
        var fails = Given.Steps("once").Started().When(new PauseRun(Now: true)).Stops("s1/0");
        fails.State.Status.ShouldBe(RunStatus.Failed);
        fails.State.Steps[new("s1/0")].Error!.Code.ShouldBe("attempt.stopped");

        var waits = Given.Steps("agent: once, onExhausted: pause").Started().When(new PauseRun(Now: true)).Stops("s1/0");
        waits.PhaseOf("s1/0").ShouldBe(StepPhase.Exhausted);
        waits.When(new ResumeRun()).ThenLive("s1/0");
    }

    [Fact]
    public void A_second_pause_changes_nothing_except_that_one_now_stops_what_is_under_way()
    {
        var run = Given.Steps("safe").Started().When(new PauseRun()).When(new PauseRun()).ThenNothing();

        run.When(new PauseRun(Now: true)).Then("run-paused Run paused by client now").When(new PauseRun(Now: true)).ThenNothing();
    }

    [Fact]
    public void A_step_that_is_cancelled_or_a_run_that_is_stopped_while_a_pause_stops_it_ends()
    {
        Given.Graph("id: a, agent: safe", "id: b, agent: safe").Started().When(new PauseRun(Now: true)).When(new CancelStep("a")).Stops("s1/a").PhaseOf("s1/a").ShouldBe(StepPhase.Cancelled);
        Given.Steps("safe").Started().When(new PauseRun(Now: true)).When(new StopRun()).Stops("s1/0").State.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void An_attempt_that_still_stops_when_the_run_is_resumed_is_made_anew_as_soon_as_it_has()
    {
        Given.Steps("safe").Started().When(new PauseRun(Now: true)).When(new ResumeRun()).Stops("s1/0").Then("attempt-stopped s1/0 #1", "step-dispatched s1/0 #2");
    }

    [Fact]
    public void A_run_that_does_not_go_on_can_not_be_paused()
    {
        Given.Steps("a").When(new PauseRun()).ThenRefused("run.not-found", "Run not found: r1");
        Given.Steps("a").Prepared().When(new PauseRun()).ThenRefused("run.not-pausable", "Run r1 was never started; there is nothing to pause.");
        Given.Steps("a").Started().When(new StopRun()).When(new PauseRun()).ThenRefused("run.not-pausable", "Run r1 is ending; it can't be paused any more.");
        Given.Steps("a").Started().When(new KillRun()).When(new PauseRun()).ThenRefused("run.terminal", "Run r1 has ended (killed); there is nothing to pause.");
    }

    [Fact]
    public void A_resume_lets_a_run_that_was_paused_over_a_step_and_by_hand_go_on_with_all()
    {
        Given.Graph("id: a, agent: never, onExhausted: pause", "id: b, agent: once").Started().Fails("s1/a").When(new PauseRun()).When(new ResumeRun()).ThenLive("s1/a", "s1/b");
    }
}
