using Runs.Domain.Contents;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class StopTests
{
    private const string Stopped = "run-ended cancelled: Run cancelled by client";

    [Fact]
    public void Stopping_an_unknown_an_ended_or_a_stopping_run_does_nothing()
    {
        Given.Steps("a").When(new StopRun()).ThenNothing();
        Given.Steps("a").Started().Runs().When(new StopRun()).ThenNothing();
        Given.Steps("a").Started().When(new StopRun()).When(new StopRun()).ThenNothing();
    }

    [Fact]
    public void Stopping_a_prepared_run_drops_it_without_an_end()
    {
        Given.Steps("a").Prepared().When(new StopRun()).Then("preparation-dropped").State.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void Attempts_under_way_have_their_grace_and_the_run_ends_with_the_last_of_them()
    {
        Given.Broadcast("a", "b").Started().When(new StopRun()).Then("cancel-requested Run cancelled by client")
            .Stops("s1/0").Then("attempt-stopped s1/0 #1")
            .Stops("s1/1").Then("attempt-stopped s1/1 #1", Stopped)
            .State.End!.Error!.Code.ShouldBe("CANCELLED");
    }

    [Fact]
    public void What_does_not_stop_in_time_is_given_up()
    {
        var run = Given.Broadcast("a", "b").Started().When(new StopRun());
        Owed.WakeUp(run.State).ShouldBe(run.Now.AddSeconds(10));

        run.Wakes().Then("attempt-stopped s1/0 #1 given up", "attempt-stopped s1/1 #1 given up", Stopped);
    }

    [Fact]
    public void A_result_that_comes_in_the_grace_is_kept_and_starts_nothing()
    {
        Given.Steps("a", "b").Started().When(new StopRun())
            .Replies("s1/0", "late").Then("model-replied s1/0 'late'", "agent-replied s1/0", "step-succeeded s1/0", Stopped)
            .State.Conversation.Records.Count.ShouldBe(1);
    }

    [Fact]
    public void A_run_that_waits_for_a_person_a_time_or_a_next_attempt_ends_at_once()
    {
        const string asked = "cancel-requested Run cancelled by client";
        Given.Steps("user").Started("").When(new StopRun()).Then(asked, Stopped);
        Given.Steps("wait").Started().When(new StopRun()).Then(asked, Stopped);
        Given.Steps("a").Started().Fails("s1/0", errorClass: "transient").When(new StopRun()).Then(asked, Stopped);
        Given.Steps("agent: once, onExhausted: pause").Started().Fails("s1/0").When(new StopRun()).Then(asked, Stopped);
    }

    [Fact]
    public void A_stop_while_siblings_of_a_failure_unwind_makes_it_a_stop()
    {
        Given.Broadcast("a", "b").Started().Fails("s1/0").When(new StopRun()).Stops("s1/1").Then("attempt-stopped s1/1 #1", Stopped);
    }

    [Fact]
    public void A_quarantined_run_can_be_stopped_and_killed()
    {
        Lost.Often().When(new StopRun()).Wakes().State.Status.ShouldBe(RunStatus.Cancelled);
        Lost.Often().When(new KillRun()).Then("run-ended killed: Run killed");
    }

    [Fact]
    public void Killing_ends_a_run_under_way_at_once_whatever_it_does()
    {
        foreach (var run in new[]
        {
            Given.Steps("a").Started(),
            Given.Steps("user").Started(""),
            Given.Steps("wait").Started(),
            Given.Steps("a").Started().Fails("s1/0", errorClass: "transient"),
            Given.Steps("agent: once, onExhausted: pause").Started().Fails("s1/0"),
            Given.Broadcast("a", "b").Started().Fails("s1/0"),
            Given.Steps("a").Started().When(new StopRun()),
        })
        {
            run.When(new KillRun()).Then("run-ended killed: Run killed").When(new KillRun()).ThenNothing();
        }
    }

    [Fact]
    public void Killing_an_unknown_run_is_refused_and_a_prepared_one_is_dropped()
    {
        Given.Steps("a").When(new KillRun()).ThenRefused(RunErrors.NotFound, "Run not found: r1");
        Given.Steps("a").Prepared().When(new KillRun()).Then("preparation-dropped");
    }

    [Fact]
    public void Of_an_ended_segment_no_step_is_left_open()
    {
        var run = Given.Steps("name: n, type: broadcast, steps: [{ agent: a }, { agent: wait }]", "b").Started().When(new StopRun()).Stops("s1/0/0");

        run.State.Steps.Values.ShouldAllBe(step => step.Phase == StepPhase.Cancelled && step.EndedAt == run.Now && step.Until == null);
    }

    [Fact]
    public void After_the_end_no_report_changes_anything()
    {
        Given.Steps("a").Started().When(new KillRun())
            .When(new ReportSuccess(new("s1/0"), 1, Content.Of("late"), default, "stop")).ThenNothing()
            .When(new ReportFailure(new("s1/0"), 1, new(new("x", "late")))).ThenNothing()
            .When(new ReportStopped(new("s1/0"), 1)).ThenNothing()
            .When(new ReportLost(new("s1/0"), 1)).ThenNothing()
            .When(new TimersDue()).ThenNothing()
            .When(new RecoverRun()).ThenNothing();
    }
}
