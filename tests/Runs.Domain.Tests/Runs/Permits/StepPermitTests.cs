using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>Attempts that wait for slots of named limits and of their queue.</summary>
public sealed class StepPermitTests
{
    [Fact]
    public void A_step_with_limits_waits_and_one_without_goes_on_beside_it()
    {
        var run = Limited("type: broadcast, steps: [{ agent: a, limits: [gpu] }, { agent: b }, { agent: c }]").Started();

        run.ThenLive("s1/1", "s1/2");
        Owed.StepDemands(run.State).ShouldBe([new StepDemand(new("s1/0"), ["limit:gpu"])]);
        Owed.Turn(run.State).ShouldBeFalse();
        run.Granted("s1/0").Then("step-dispatched s1/0 #1 limit:gpu[0]").ThenLive("s1/0", "s1/1", "s1/2");
        run.State.Permits.ShouldHaveSingleItem().Value.ShouldBe(new PermitHolding(1, new("s1/0"), 1));
        run.Replies("s1/0").State.Permits.ShouldBeEmpty();
    }

    [Fact]
    public void The_keys_of_a_step_are_those_of_its_agent_its_own_and_its_queues()
    {
        var run = Given.Strategy("""
            name: A strategy
            version: "1"
            agents: { m: { model: test/m, limits: [z, '{{owner}}'] } }
            flow: { name: F, type: sequential, steps: [{ agent: m, limits: ['{{run}}:{{strategy}}', z] }] }
            """);
        run.Admission = new("q", 0, [], ["queue:q/steps"]);

        Owed.StepDemands(run.Started().State).ShouldHaveSingleItem()
            .Keys.ShouldBe(["limit:owner", "limit:r1:A%20strategy", "limit:z", "queue:q/steps"]);
    }

    [Fact]
    public void A_step_asks_for_nothing_that_its_run_holds_a_slot_of()
    {
        var run = Given.Flow("type: broadcast, steps: [{ agent: a, limits: [x, y] }, { agent: b, limits: [x] }]").InQueue(limits: "limit:x").Started().Admitted();

        run.ThenLive("s1/1");
        Owed.StepDemands(run.State).ShouldBe([new StepDemand(new("s1/0"), ["limit:y"])]);
        run.Granted("s1/0").ThenLive("s1/0", "s1/1");
    }

    [Fact]
    public void A_run_asks_for_no_more_steps_than_its_own_concurrency_has_room_for()
    {
        var run = Given.Flow("type: broadcast, steps: [{ agent: a, limits: [x] }, { agent: b, limits: [x] }, { agent: c }, { agent: d, limits: [x] }]", new() { Concurrency = 2 });
        run.Admission = new("q", 0, [], []);

        run.Started().ThenLive("s1/2");
        Owed.StepDemands(run.State).Select(demand => demand.Step.Value).ShouldBe(["s1/0"]);
        run.Granted("s1/0");
        Owed.StepDemands(run.State).ShouldBeEmpty();
        run.When(new GrantStep(new("s1/1"), run.Desk.Free(run.State, ["limit:x"]))).Refusal!.Code.ShouldBe(RunErrors.PermitUnwanted);
    }

    [Fact]
    public void Each_attempt_and_each_call_of_a_model_takes_slots_of_its_own()
    {
        Limited("type: sequential, steps: [{ agent: asks, limits: [x] }]").Started()
            .Granted("s1/0").Fails("s1/0", errorClass: "transient")
            .Wakes().Then("retry-due s1/0").ThenLive()
            .Granted("s1/0").Then("step-dispatched s1/0 #2 limit:x[0]")
            .Asks("s1/0", "why?").State.Permits.ShouldBeEmpty("while a person thinks");
    }

    [Fact]
    public void Nothing_is_attempted_before_the_run_has_its_slots()
    {
        var run = Given.Flow("type: broadcast, steps: [{ agent: user }, { agent: a, limits: [x] }]").InQueue().Started("");
        Owed.StepDemands(run.State).ShouldBeEmpty();

        run.Admitted().When(new PauseRun()).When(new ResumeRun());
        run.ThenLive();
        Owed.StepDemands(run.State).ShouldBeEmpty("the run gave its slots back while it was paused");
        run.When(new GrantStep(new("s1/1"), run.Desk.Free(run.State, ["limit:x"]))).Refusal!.Code.ShouldBe(RunErrors.PermitUnwanted);
        run.Admitted().Granted("s1/1").ThenLive("s1/1");
    }

    [Fact]
    public void A_step_that_waits_for_permits_can_be_cancelled_and_its_run_stopped()
    {
        Limited("type: graph, steps: [{ id: x, agent: a, limits: [x] }, { id: y, agent: b }]").Started().When(new CancelStep("x")).Then("step-cancel-requested s1/x", "step-cancelled s1/x")
            .When(run => new GrantStep(new("s1/x"), run.Desk.Free(run.State, ["limit:x"]))).Refusal!.Code.ShouldBe(RunErrors.PermitUnwanted);
        Limited("type: sequential, steps: [{ agent: a, limits: [x] }]").Started().When(new StopRun())
            .Then("cancel-requested Run cancelled by client", "run-ended cancelled: Run cancelled by client");
    }

    [Fact]
    public void Slots_come_back_however_an_attempt_ends()
    {
        static RunScript Held() => Limited("type: sequential, steps: [{ agent: once, limits: [x] }]").Started().Granted("s1/0");

        Held().Replies("s1/0").State.Permits.ShouldBeEmpty();
        Held().Fails("s1/0").State.Permits.ShouldBeEmpty();
        Held().IsLost("s1/0").State.Permits.ShouldBeEmpty();
        Held().Wakes().State.Permits.ShouldBeEmpty();
        Held().When(new KillRun()).State.Permits.ShouldBeEmpty();
        var stopping = Held().When(new StopRun());
        stopping.State.Permits.Count.ShouldBe(1, "it is held until nothing acts any more");
        stopping.Stops("s1/0").State.Permits.ShouldBeEmpty();
    }

    [Fact]
    public void A_slot_that_the_run_holds_already_is_no_other_slot()
    {
        var run = Limited("type: broadcast, steps: [{ agent: a, limits: [x] }, { agent: b, limits: [x] }]").Started().Granted("s1/0");

        run.When(new GrantStep(new("s1/1"), [new("limit:x", 0, 99)])).Refusal!.Code.ShouldBe(RunErrors.PermitUnwanted);
        run.When(new GrantStep(new("s1/1"), [new("limit:x", 1, 99)])).Then("step-dispatched s1/1 #1 limit:x[1]");
    }

    [Fact]
    public void A_run_that_was_prepared_before_there_were_limits_waits_for_none() =>
        Given.Flow("type: sequential, steps: [{ agent: a, limits: [x] }]").Started().ThenLive("s1/0");

    private static RunScript Limited(string flow)
    {
        var run = Given.Flow(flow);
        run.Admission = new("default", 0, [], []);
        return run;
    }
}
