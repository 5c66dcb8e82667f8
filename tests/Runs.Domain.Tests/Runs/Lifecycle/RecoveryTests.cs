using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class RecoveryTests
{
    [Fact]
    public void A_recovery_is_counted_once_for_each_incarnation_of_a_node()
    {
        var run = Given.Steps("a").Started();
        run.Node = 2;
        run.When(new RecoverRun()).Then("run-recovered 2").When(new RecoverRun()).ThenNothing();
        run.State.Recoveries.ShouldBe(1);
    }

    [Fact]
    public void Too_many_recoveries_without_progress_quarantine_the_run_which_then_owes_nothing()
    {
        var run = Lost.Often();

        run.State.Status.ShouldBe(RunStatus.Quarantined);
        run.State.HoldReason.ShouldBe("6 recoveries in a row brought no progress");
        Owed.Attempts(run.State).ShouldBeEmpty();
        Owed.WakeUp(run.State).ShouldBeNull();
        run.After(TimeSpan.FromDays(1)).ThenNothing();
    }

    [Fact]
    public void Progress_in_between_makes_the_count_begin_anew()
    {
        var run = Given.Steps("a", "a").Started();
        for (var i = 0; i < 5; i++)
            run.NodeEnds();
        run.Replies("s1/0");
        for (var i = 0; i < 5; i++)
            run.NodeEnds();

        run.State.Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public void Recoveries_of_a_run_without_attempts_of_a_dead_node_are_not_counted()
    {
        var run = Given.Steps("user").Started("");
        for (var i = 0; i < 20; i++)
            run.NodeEnds();

        run.Answers("user", "yes").Result.ShouldBe("yes");
    }

    [Fact]
    public void A_quarantined_run_goes_on_when_somebody_resumes_it()
    {
        Lost.Often().When(new ResumeRun()).Then("run-resumed")
            .IsLost("s1/0").Then(
                "attempt-failed s1/0 #6 The attempt was lost with its node; whether it took effect is unknown.", "retry-due s1/0", "step-dispatched s1/0 #7")
            .Runs().Result.ShouldBe("a(in)");
    }

    [Fact]
    public void A_run_that_only_has_to_stop_what_is_left_is_not_quarantined()
    {
        var run = Given.Flow("type: broadcast, steps: [{ agent: a }, { agent: b }]", new() { MaxRecoveries = 0 }).Started().Fails("s1/0");
        run.Node = 2;
        run.When(new RecoverRun()).Then("run-recovered 2").IsLost("s1/1")
            .Then("attempt-stopped s1/1 #1 given up", "run-ended failed: Step \"a\" failed: LLM call failed: boom");
    }

    [Fact]
    public void With_no_recovery_allowed_the_first_one_quarantines()
    {
        var run = Given.Flow("type: sequential, steps: [{ agent: a }]", new() { MaxRecoveries = 0 }).Started();
        run.Node = 2;
        run.When(new RecoverRun()).Then("run-recovered 2", "run-quarantined");
    }

    [Fact]
    public void Resuming_a_run_that_waits_for_nothing_but_a_time_notes_who_has_it_and_begins_nothing()
    {
        var run = Given.Steps("wait", "a").Started();
        run.State.Live.ShouldBeEmpty();
        run.When(new ResumeRun()).Then("run-resumed");
        run.State.Timers.Count.ShouldBe(1);
    }

    [Fact]
    public void Resuming_wants_a_run_that_was_started_and_has_not_ended()
    {
        Given.Steps("a").When(new ResumeRun()).ThenRefused(RunErrors.NotFound, "Run not found: r1");
        Given.Steps("a").Prepared().When(new ResumeRun()).ThenRefused(RunErrors.NotPrepared, "Run r1 was never started; start it instead.");
        Given.Steps("a").Started().When(new ResumeRun()).ThenNothing();
        Given.Steps("a").Started().When(new StopRun()).When(new ResumeRun()).ThenNothing();
        Given.Steps("a").Started().Runs().When(new ResumeRun())
            .ThenRefused(RunErrors.Terminal, "Run r1 has ended (completed); continue it instead.");
    }

    [Fact]
    public void A_draining_node_dispatches_nothing_and_the_next_one_does()
    {
        var run = Given.Steps("wait", "a").Started();
        run.IsDraining = true;
        run.Wakes().Then("step-succeeded s1/0");
        Owed.Turn(run.State).ShouldBeTrue();

        run.IsDraining = false;
        run.When(new TimersDue()).Then("step-dispatched s1/1 #1");
    }
}
