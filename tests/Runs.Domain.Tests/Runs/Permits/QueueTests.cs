using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>Runs that wait for the slots of their queue: before they begin, and whenever they go on after a rest.</summary>
public sealed class QueueTests
{
    private const string Stopped = "run-ended cancelled: Run cancelled by client";

    [Fact]
    public void A_run_whose_queue_has_no_bound_never_waits()
    {
        var run = Given.Steps("a");
        run.Admission = new("default", 5, [], []);

        run.Started().Then("run-started 1 'in'", "step-dispatched s1/0 #1").State.QueuedSince.ShouldBeNull();
        Owed.RunDemand(run.State).ShouldBeNull();
        run.Replies("s1/0").State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void A_run_in_a_bounded_queue_is_queued_and_says_what_it_waits_for()
    {
        var run = Given.Steps("a").InQueue(priority: 7, limits: "limit:x").Started().Then("run-queued 1 'in'");

        run.State.Status.ShouldBe(RunStatus.Queued);
        Owed.RunDemand(run.State).ShouldBe(new RunDemand("q", 7, run.Now, ["limit:x", "queue:q/runs"], IsResuming: false));
        Owed.Turn(run.State).ShouldBeFalse();
        Owed.WakeUp(run.State).ShouldBeNull("what is accepted is not dropped after a day");
    }

    [Fact]
    public void With_its_slots_a_queued_run_begins_with_what_it_was_started_with()
    {
        var run = Given.Steps("a").InQueue().Started().After(TimeSpan.FromDays(3))
            .Admitted().Then("run-admitted queue:q/runs[0]", "run-started 1 'in'", "step-dispatched s1/0 #1");

        run.State.Current!.RequestId.ShouldBe("q1");
        run.State.Current.StartedAt.ShouldBe(run.Now);
        run.State.QueuedSince.ShouldBeNull();
        run.Runs().State.Permits.ShouldBeEmpty("the end gives everything back");
    }

    [Fact]
    public void A_continuation_is_queued_as_a_first_start_is()
    {
        var run = Given.Steps("a").InQueue().Started().Admitted().Runs().Continued().Then("run-queued 2 'more'");

        run.State.Status.ShouldBe(RunStatus.Queued);
        run.State.Current!.Number.ShouldBe(1, "the last execution is shown until the next one begins");
        run.Admitted().Runs().State.Current!.Number.ShouldBe(2);
    }

    [Fact]
    public void A_queued_run_that_is_stopped_or_killed_ends_at_once_and_never_runs()
    {
        foreach (var (command, end) in new (RunCommand, string)[]
        {
            (new StopRun(), Stopped),
            (new StopRun(Force: true), Stopped),
            (new KillRun(), "run-ended killed: Run killed"),
        })
        {
            var run = Given.Steps("a").InQueue().Started().When(command).Then(end);
            run.State.End!.Error!.Code.ShouldBe("CANCELLED");
            Owed.RunDemand(run.State).ShouldBeNull();
            run.When(command).ThenNothing();
            run.When(new GrantRun(run.Desk.Free(run.State, ["queue:q/runs"]))).Refusal!.Code.ShouldBe(RunErrors.PermitUnwanted, "a slot that comes late goes to the next");
        }
    }

    [Fact]
    public void A_continuation_that_is_stopped_in_its_queue_is_the_last_execution_and_can_be_continued()
    {
        var run = Given.Steps("a").InQueue().Started().Admitted().Runs().Continued().When(new StopRun()).Then(Stopped);

        (run.State.Current!.Number, run.State.Status).ShouldBe((2, RunStatus.Cancelled));
        run.State.Conversation.Records.Count.ShouldBe(1);
        run.Continued("again").Admitted().Runs().State.Current!.Number.ShouldBe(3);
    }

    [Fact]
    public void The_longest_time_of_a_run_counts_from_its_acceptance()
    {
        var run = Given.Flow("type: sequential, maxDuration: 10m, steps: [{ agent: a }]").InQueue().Started();
        Owed.WakeUp(run.State).ShouldBe(run.Now.AddMinutes(10));
        run.Wakes().Then("run-ended expired: The run took longer than 10m (maxDuration).");

        var admitted = Given.Flow("type: sequential, maxDuration: 10m, steps: [{ agent: user }]").InQueue().Started("").After(TimeSpan.FromMinutes(9)).Admitted();
        Owed.WakeUp(admitted.State).ShouldBe(admitted.Now.AddMinutes(1));
    }

    [Fact]
    public void What_needs_a_run_that_has_begun_is_refused_of_a_queued_one()
    {
        var run = Given.Steps("agent: a, id: x").InQueue().Started();

        run.When(new PauseRun()).ThenRefused(RunErrors.NotPausable, "Run r1 waits in its queue and has not begun; there is nothing to pause.");
        run.When(new RetryStep("x")).ThenRefused(RunErrors.StepNotRetryable, "Run r1 waits in its queue and has not begun.");
        run.When(new CancelStep("x")).Refusal!.Code.ShouldBe(RunErrors.StepNotFound);
        run.When(new MessageStep("x", MessageChannel.Steer, "t")).ThenRefused(RunErrors.MessageNotDelivered, "Step x has not begun.");
        run.When(new EraseRun()).ThenRefused(RunErrors.Active, "Run r1 has not ended (queued); stop or kill it first.");
        run.When(new StartRun("again")).ThenRefused(RunErrors.AlreadyStarted, "Run already started: r1");
        run.When(new PrepareRun(run.Preparation)).ThenNothing();
        run.When(new ResumeRun()).ThenNothing();
        run.When(new RecoverRun()).ThenNothing();
    }

    [Fact]
    public void A_queued_run_can_be_steered()
    {
        var run = Given.Steps("a").InQueue().Started().When(new SteerRun("left")).Then("steered 'left'").Admitted();

        run.MessageOf("s1/0").ShouldContain("left");
    }

    [Theory]
    [InlineData("queue:q/runs", 0, 0)]
    [InlineData("queue:q/runs", -1, 1)]
    [InlineData("queue:other/runs", 0, 1)]
    public void Slots_that_are_not_those_that_the_run_waits_for_are_refused(string limit, int slot, int generation)
    {
        var run = Given.Steps("a").InQueue().Started();

        run.When(new GrantRun([new(limit, slot, generation)])).ThenRefused(RunErrors.PermitUnwanted, "Run r1 doesn't wait for these permits.");
        run.When(new GrantRun([new("queue:q/runs", 0, 1), new("queue:q/runs", 1, 1)])).Refusal.ShouldNotBeNull();
        run.When(new GrantRun([])).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void A_run_that_waits_for_a_person_holds_no_slot_and_queues_again_once_it_has_work()
    {
        var run = Given.Steps("user", "a").InQueue().Started("").Admitted()
            .Then("run-admitted queue:q/runs[0]", "run-started 1 ''", "step-started s1/0", "wait-opened s1/0", "run-yielded");
        run.State.Permits.ShouldBeEmpty();
        run.State.QueuedSince.ShouldBeNull();

        run.After(TimeSpan.FromHours(1)).Answers("user", "yes").Then("step-succeeded s1/0 'yes'");
        run.ThenLive().State.Status.ShouldBe(RunStatus.Running);
        Owed.RunDemand(run.State).ShouldBe(new RunDemand("q", 0, run.Now, ["queue:q/runs"], IsResuming: true));
        run.Admitted().Then("run-admitted queue:q/runs[0]", "step-dispatched s1/1 #1").Replies("s1/1").State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void What_needs_no_attempt_goes_on_without_slots()
    {
        Given.Steps("user", "always", "wait", "preset").InQueue().Started("").Admitted()
            .Answers("user", "one").Then("step-succeeded s1/0 'one'", "step-started s1/1", "wait-opened s1/1")
            .Answers("always", "two").Then("step-succeeded s1/1 'two'", "step-started s1/2", "wait-opened s1/2 until")
            .Wakes().State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void Between_attempts_a_run_keeps_its_slots()
    {
        var run = Given.Steps("a").InQueue().Started().Admitted().Fails("s1/0", errorClass: "transient");

        run.State.IsAdmitted.ShouldBeTrue();
        run.Wakes().ThenLive("s1/0");
    }

    [Fact]
    public void A_paused_run_gives_its_slots_back_with_its_last_attempt_and_queues_again_when_it_is_resumed()
    {
        var run = Given.Broadcast("a", "b").InQueue().Started().Admitted().When(new PauseRun()).Replies("s1/0");
        run.State.IsAdmitted.ShouldBeTrue();

        Given.Steps("a", "b").InQueue().Started().Admitted().When(new PauseRun()).Replies("s1/0")
            .Then("model-replied s1/0 'a(in)'", "agent-replied s1/0", "step-succeeded s1/0", "run-yielded")
            .When(new ResumeRun()).Then("run-resumed").ThenLive()
            .Admitted().ThenLive("s1/1");
    }

    [Fact]
    public void A_stopped_run_keeps_its_slots_while_its_attempts_have_their_grace()
    {
        var run = Given.Steps("a").InQueue().Started().Admitted().When(new StopRun());
        run.State.IsAdmitted.ShouldBeTrue();
        run.Stops("s1/0").Then("attempt-stopped s1/0 #1", Stopped).State.Permits.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_waits_again_can_be_stopped_and_paused()
    {
        static RunScript Waiting() => Given.Steps("user", "a").InQueue().Started("").Admitted().Answers("user", "yes");

        Waiting().When(new StopRun()).Then("cancel-requested Run cancelled by client", Stopped);
        Waiting().When(new KillRun()).Then("run-ended killed: Run killed");
        var paused = Waiting().When(new PauseRun());
        Owed.RunDemand(paused.State).ShouldBeNull("a paused run wants no slots");
        Owed.RunDemand(paused.When(new ResumeRun()).State).ShouldNotBeNull();
    }

    [Fact]
    public void A_quarantined_run_gives_everything_back()
    {
        var run = Given.Flow("type: broadcast, steps: [{ agent: a }, { agent: b }]", new() { MaxRecoveries = 0 }).InQueue(boundsSteps: true).Started().Admitted().Granted("s1/0").Granted("s1/1");
        run.State.Permits.Count.ShouldBe(3);

        run.Node = 2;
        run.When(new RecoverRun()).State.Status.ShouldBe(RunStatus.Quarantined);
        run.State.Permits.ShouldBeEmpty();
        run.When(new ResumeRun()).IsLost("s1/0").IsLost("s1/1").Runs().State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void A_run_begins_nothing_on_a_node_that_shuts_down()
    {
        var run = Given.Steps("a").InQueue().Started();
        run.IsDraining = true;
        run.When(run.Desk.ForRun(run.State)).Refusal!.Code.ShouldBe(RunErrors.PermitUnwanted);
    }
}
