using Runs.Domain.Contents;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class BroadcastFlowTests
{
    [Fact]
    public void All_steps_are_dispatched_at_once_with_the_message_of_the_flow()
    {
        var run = Given.Broadcast("a", "b", "once").Started().ThenLive("s1/0", "s1/1", "s1/2");

        run.State.Steps.Values.ShouldAllBe(step => step.Message.Inline == "in");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_texts_are_joined_in_the_order_of_the_steps_whatever_order_they_end_in(bool lastFirst)
    {
        Given.Flow("type: broadcast, separator: ' | ', steps: [{ agent: a }, { agent: b }, { agent: c }]").Started().Runs(lastFirst)
            .Result.ShouldBe("a(in) | b(in) | c(in)");
    }

    [Fact]
    public void A_join_keeps_large_outputs_by_reference()
    {
        var large = new ArtifactRef("art-1", 1_000_000, "head", "tail");
        Given.Broadcast("a", "once", "b").Started().Replies("s1/0", "x").Replies("s1/2", "y")
            .When(new ReportSuccess(new("s1/1"), 1, Content.Of(large), default, "stop"))
            .State.End!.Result!.Parts.ShouldBe([new("x\n\n"), new(large), new("\n\ny")]);
    }

    [Fact]
    public void The_runs_concurrency_bounds_the_attempts_under_way()
    {
        Given.Flow("type: broadcast, steps: [{ agent: a }, { agent: b }, { agent: c }]", new() { Concurrency = 2 }).Started()
            .ThenLive("s1/0", "s1/1").Replies("s1/1").ThenLive("s1/0", "s1/2");
    }

    [Fact]
    public void The_flows_own_concurrency_bounds_the_steps_that_have_begun()
    {
        Given.Flow("type: broadcast, concurrency: 1, steps: [{ agent: a }, { agent: b }, { agent: c }]").Started()
            .ThenLive("s1/0").Replies("s1/0").ThenLive("s1/1").Runs().Result.ShouldBe("a(in)\n\nb(in)\n\nc(in)");
    }

    [Fact]
    public void Two_steps_of_one_agent_never_overlap_and_take_their_turns_in_the_order_of_the_plan()
    {
        Given.Broadcast("a", "b", "a").Started().ThenLive("s1/0", "s1/1").Replies("s1/0").ThenLive("s1/1", "s1/2");
    }

    [Fact]
    public void A_person_is_asked_one_question_at_a_time()
    {
        Given.Broadcast("user", "user").Started("").Answers("user", "one")
            .Then("step-succeeded s1/0 'one'", "step-started s1/1", "wait-opened s1/1")
            .Answers("user", "two").Result.ShouldBe("one\n\ntwo");
    }

    [Fact]
    public void The_first_failure_stops_the_siblings_and_the_run_fails_when_they_have_stopped()
    {
        Given.Broadcast("a", "b", "wait", "user").Started("").Fails("s1/1")
            .Then("attempt-failed s1/1 #1 boom", "step-failed s1/1 boom")
            .Stops("s1/0").Then("attempt-stopped s1/0 #1", "run-ended failed: Step \"b\" failed: LLM call failed: boom")
            .State.End!.Error!.Code.ShouldBe("EXECUTION_ERROR");
    }

    [Fact]
    public void A_sibling_that_ends_well_or_badly_all_the_same_changes_nothing_about_the_failure()
    {
        Given.Broadcast("a", "b", "c").Started().Fails("s1/1", "first").Replies("s1/0", "late")
            .Then("model-replied s1/0 'late'", "agent-replied s1/0", "step-succeeded s1/0")
            .Fails("s1/2", "second").Then("attempt-stopped s1/2 #1", "run-ended failed: Step \"b\" failed: LLM call failed: first");
    }

    [Fact]
    public void A_failure_is_named_by_each_step_around_it_and_fails_the_flows_around_it()
    {
        var run = Given.Steps("name: outer, type: broadcast, steps: [{ name: inner, type: sequential, steps: [{ agent: once }] }, { agent: b }]")
            .Started().Fails("s1/0/0/0").Stops("s1/0/1");

        run.Error.ShouldBe("Step \"outer\" failed: Step \"inner\" failed: Step \"once\" failed: boom");
        run.PhaseOf("s1/0/0").ShouldBe(StepPhase.Failed);
        run.PhaseOf("s1/0").ShouldBe(StepPhase.Failed);
        run.PhaseOf("s1/0/1").ShouldBe(StepPhase.Cancelled);
    }

    [Fact]
    public void A_failing_observer_is_no_step_so_that_its_cycle_does_not_name_it()
    {
        Given.Steps("name: loop, type: cycle, observer: d, steps: [{ agent: a }]").Started().Replies("s1/0~1/0").Fails("s1/0~1/observer")
            .Error.ShouldBe("Step \"loop\" failed: LLM call failed: boom");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Flows_nest_in_each_other(bool lastFirst)
    {
        Given.Flow("""
            type: broadcast, separator: '+', steps: [
              { name: s, type: sequential, steps: [{ agent: a }, { name: x, type: broadcast, separator: '&', steps: [{ agent: b }, { agent: pass }] }] },
              { name: y, type: cycle, cycles: 2, steps: [{ agent: c }, { name: z, type: sequential, steps: [{ agent: wait }, { agent: once }] }] }]
            """).Started().Runs(lastFirst).Result.ShouldBe("b(a(in))&a(in)+once(c(once(c(in))))");
    }
}
