using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class GraphFlowTests
{
    [Fact]
    public void A_step_begins_when_all_that_it_needs_has_succeeded()
    {
        Diamond().Started().ThenLive("s1/top").Replies("s1/top").ThenLive("s1/left", "s1/right")
            .Replies("s1/right").ThenLive("s1/left").Replies("s1/left").ThenLive("s1/bottom");
    }

    [Fact]
    public void The_texts_of_the_steps_that_nobody_waits_for_are_the_result_in_the_order_of_the_file()
    {
        Given.Graph("id: a, agent: once", "id: z, agent: once, needs: [a]", "id: b, agent: once, needs: [a]").Started().Replies("s1/a", "A")
            .Replies("s1/b", "B").Replies("s1/z", "Z").Result.ShouldBe("Z\n\nB");
    }

    [Fact]
    public void A_step_that_comes_to_nothing_adds_nothing_to_the_result()
    {
        Given.Graph("id: a, agent: once", "id: pause, agent: wait").Started("").Replies("s1/a", "A").Wakes().Result.ShouldBe("A");
    }

    [Fact]
    public void Ready_steps_begin_in_the_order_of_the_file_as_slots_allow_and_the_third_when_one_of_two_ends()
    {
        Given.Flow("type: graph, concurrency: 2, steps: [{ id: d, agent: a }, { id: c, agent: a }, { id: b, agent: a }, { id: a, agent: a }]").Started()
            .ThenLive("s1/c", "s1/d").Replies("s1/c").ThenLive("s1/b", "s1/d").Replies("s1/d").ThenLive("s1/a", "s1/b");
    }

    [Fact]
    public void A_freed_slot_goes_to_the_first_step_in_the_file_even_if_it_became_ready_last()
    {
        Given.Flow("type: graph, concurrency: 1, steps: [{ id: late, agent: once, needs: [top] }, { id: top, agent: once }, { id: early, agent: once }]").Started()
            .ThenLive("s1/top").Replies("s1/top").ThenLive("s1/late").Replies("s1/late").ThenLive("s1/early");
    }

    [Fact]
    public void A_step_that_cannot_be_launched_fails_and_its_slot_goes_to_the_next()
    {
        Given.Flow("type: graph, concurrency: 1, steps: [{ id: denied, agent: once }, { id: next, agent: once }]").Started()
            .Fails("s1/denied", new AttemptFailure(new("step.cwd-link", "a link")) { IsPermanent = true })
            .ThenLive("s1/next").PhaseOf("s1/denied").ShouldBe(StepPhase.Failed);
    }

    [Fact]
    public void Two_steps_of_one_agent_overlap_in_a_graph()
    {
        Given.Graph("id: one, agent: a", "id: two, agent: a").Started().ThenLive("s1/one", "s1/two");
    }

    [Fact]
    public void A_step_whose_need_failed_is_blocked_without_starting_and_says_which()
    {
        var run = Given.Graph("id: a, agent: never", "id: b, agent: once, needs: [a]").Started().Fails("s1/a")
            .Then("attempt-failed s1/a #1 boom", "step-failed s1/a boom", "step-blocked s1/b It needs a (failed).", "run-ended failed: 2 steps did not succeed: Step \"a\" failed: LLM call failed: boom; Step \"b\" blocked: It needs a (failed).");

        run.PhaseOf("s1/b").ShouldBe(StepPhase.Blocked);
        run.State.Steps[new("s1/b")].StartedAt.ShouldBeNull();
    }

    [Fact]
    public void A_step_after_a_failed_one_begins_and_is_told_of_the_failure()
    {
        var run = Given.Graph("id: a, agent: never", "id: b, agent: b, after: [a], task: Report.").Started().Fails("s1/a", "no luck").ThenLive("s1/b");

        run.MessageOf("s1/b").ShouldContain("----- BEGIN OUTPUT of step a (failed) -----\nno luck\n----- END OUTPUT of step a -----");
        run.Replies("s1/b").State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void A_step_whose_need_failed_is_blocked_at_once_although_it_also_follows_a_step_under_way()
    {
        Given.Graph("id: a, agent: never", "id: c, agent: once", "id: b, agent: once, needs: [a], after: [c]").Started().Fails("s1/a")
            .ThenLive("s1/c").PhaseOf("s1/b").ShouldBe(StepPhase.Blocked);
    }

    [Theory]
    [InlineData("third", "second", "bad")]
    [InlineData("bad", "second", "third")]
    [InlineData("second", "third", "bad")]
    public void All_that_depends_on_a_failed_step_ends_blocked_in_whatever_order_it_is_declared(params string[] order)
    {
        var steps = new Dictionary<string, string>
        {
            ["bad"] = "id: bad, agent: never",
            ["second"] = "id: second, agent: once, needs: [bad]",
            ["third"] = "id: third, agent: once, needs: [second]",
        };
        var run = Given.Graph([.. order.Select(id => steps[id])]).Started().Fails("s1/bad");

        (run.PhaseOf("s1/bad"), run.PhaseOf("s1/second"), run.PhaseOf("s1/third")).ShouldBe((StepPhase.Failed, StepPhase.Blocked, StepPhase.Blocked));
    }

    [Fact]
    public void A_failure_leaves_what_does_not_need_it_alone_and_the_run_is_mixed_with_the_result_of_the_rest()
    {
        var run = Given.Graph("id: bad, agent: never", "id: lost, agent: once, needs: [bad]", "id: good, agent: once").Started()
            .Fails("s1/bad").ThenLive("s1/good").Replies("s1/good", "fine");

        run.State.Status.ShouldBe(RunStatus.Mixed);
        run.Result.ShouldBe("fine");
        run.Error.ShouldBe("2 steps did not succeed: Step \"bad\" failed: LLM call failed: boom; Step \"lost\" blocked: It needs bad (failed).");
    }

    [Fact]
    public void A_run_of_which_no_step_succeeded_has_failed()
    {
        Given.Graph("id: a, agent: never").Started().Fails("s1/a").State.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void A_timeout_fails_the_run_whatever_else_succeeded_unless_the_step_says_that_it_is_a_failure_like_any_other()
    {
        string Timeout(string more) => $"id: slow, agent: once, timeout: 1m{more}";

        var fails = Given.Graph(Timeout(""), "id: good, agent: once").Started().Replies("s1/good").After(TimeSpan.FromMinutes(1));
        fails.PhaseOf("s1/slow").ShouldBe(StepPhase.TimedOut);
        fails.State.Status.ShouldBe(RunStatus.Failed);

        Given.Graph(Timeout(", onTimeout: fail-step"), "id: good, agent: once").Started().Replies("s1/good").After(TimeSpan.FromMinutes(1))
            .State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void A_timeout_that_is_a_failure_like_any_other_is_one_also_for_the_flow_that_falls_with_its_step()
    {
        var ended = Given.Graph("name: f, type: sequential, id: inner, steps: [{ agent: once, timeout: 1m, onTimeout: fail-step }]", "id: good, agent: once").Started()
            .Replies("s1/good").After(TimeSpan.FromMinutes(1));
        ended.PhaseOf("s1/inner").ShouldBe(StepPhase.Failed);
        ended.State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void People_and_delays_hold_no_slot()
    {
        Given.Flow("type: graph, concurrency: 1, steps: [{ id: ask, agent: user }, { id: pause, agent: wait }, { id: work, agent: once }]").Started("")
            .ThenLive("s1/work").State.Inputs.Keys.ShouldBe(["/ask"]);
    }

    [Fact]
    public void A_person_is_asked_for_several_steps_at_once_and_answers_by_the_agents_name_or_the_steps()
    {
        var run = Given.Graph("id: one, agent: user", "id: two, agent: user").Started("");

        run.When(new AnswerInput("user", "second") { Step = "two" }).PhaseOf("s1/two").ShouldBe(StepPhase.Succeeded);
        run.Answers("user", "first").Result.ShouldBe("first\n\nsecond");
    }

    [Fact]
    public void A_step_that_is_no_model_works_on_its_task_or_on_the_plain_texts_that_it_needs()
    {
        var run = Given.Graph("id: a, agent: once", "id: b, agent: once", "id: join, agent: once, needs: [b, a]", "id: task, agent: once, needs: [a], task: 'of {{steps.a.output}}'").Started("input")
            .Replies("s1/a", "A").Replies("s1/b", "B");

        run.MessageOf("s1/a").ShouldBe("input");
        run.MessageOf("s1/join").ShouldBe("B\n\nA");
        run.MessageOf("s1/task").ShouldBe("of A");
    }

    [Fact]
    public void A_flow_in_a_graph_is_one_step_of_it()
    {
        var run = Given.Graph("id: top, agent: once", "id: inner, name: inner, type: sequential, needs: [top], steps: [{ agent: once }, { agent: once }]", "id: last, agent: once, needs: [inner]").Started();

        run.Replies("s1/top", "1").Replies("s1/inner/0", "2").Replies("s1/inner/1", "3").ThenLive("s1/last").MessageOf("s1/last").ShouldBe("3");
    }

    [Fact]
    public void A_failure_in_a_flow_of_a_graph_ends_that_flow_and_nothing_else()
    {
        var run = Given.Graph("id: both, name: both, type: broadcast, steps: [{ agent: never }, { agent: once }]", "id: other, agent: once", "id: next, agent: once, needs: [both]").Started()
            .Fails("s1/both/0").ThenLive("s1/both/1", "s1/other");

        run.State.Live[new("s1/both/1")].IsStopping.ShouldBeTrue();
        run.State.Live[new("s1/other")].IsStopping.ShouldBeFalse();
        run.Stops("s1/both/1").Then("attempt-stopped s1/both/1 #1", "step-failed s1/both Step \"never\" failed: LLM call failed: boom", "step-blocked s1/next It needs both (failed).");
        run.Replies("s1/other").State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void What_does_not_stop_with_its_flow_is_given_up_after_the_grace()
    {
        Given.Graph("id: both, name: both, type: broadcast, steps: [{ agent: never }, { agent: once }]", "id: other, agent: once").Started()
            .Fails("s1/both/0").After(TimeSpan.FromSeconds(10)).Then("attempt-stopped s1/both/1 #1 given up", "step-failed s1/both Step \"never\" failed: LLM call failed: boom").ThenLive("s1/other");
    }

    [Fact]
    public void A_graph_in_a_sequence_that_did_not_come_to_all_it_was_for_fails_it()
    {
        var run = Given.Steps("name: g, type: graph, steps: [{ id: a, agent: never }, { id: b, agent: once }]", "once").Started().Fails("s1/0/a").Replies("s1/0/b");

        run.State.Status.ShouldBe(RunStatus.Failed);
        run.Error.ShouldBe("Step \"g\" failed: Step \"a\" failed: LLM call failed: boom");
    }

    [Fact]
    public void A_graph_goes_on_after_a_crash_where_it_was()
    {
        var run = Diamond().Started().Replies("s1/top");
        run.Node = 2;

        run.When(new RecoverRun()).IsLost("s1/left").Runs().State.Status.ShouldBe(RunStatus.Completed);
    }

    private static RunScript Diamond() => Given.Graph(
        "id: top, agent: a", "id: left, agent: b, needs: [top]", "id: right, agent: c, needs: [top]", "id: bottom, agent: d, needs: [left, right]");
}
