using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Forks;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class ForkTests
{
    [Fact]
    public void A_fork_takes_over_every_result_that_does_not_depend_on_the_step_and_executes_the_rest()
    {
        var source = Diamond().Started().Runs();

        var fork = source.ForkedFrom("left").Prepared().Then("run-prepared 1", "run-forked r1 left").When(new StartRun("other"));
        fork.Then("run-started 1 'other'", "step-taken s1/top", "step-taken s1/right", "step-dispatched s1/left #1").ThenLive("s1/left");
        fork.MessageOf("s1/left").ShouldBe(source.MessageOf("s1/left"));
        fork.Replies("s1/left", "new").ThenLive("s1/bottom").MessageOf("s1/bottom").ShouldBe("new\n\nonce(once(in))");
        fork.Runs().State.Status.ShouldBe(RunStatus.Completed);
        fork.State.Current!.Fork!.Run.ShouldBe("r1");
    }

    [Fact]
    public void Without_a_step_everything_that_did_not_succeed_is_executed_and_what_came_after_it()
    {
        var source = Given.Graph("id: bad, agent: never", "id: good, agent: once", "id: next, agent: once, needs: [bad]", "id: report, agent: once, after: [bad, good]")
            .Started().Fails("s1/bad").Replies("s1/good", "fine").Replies("s1/report");

        source.ForkedFrom(null).Started().ThenLive("s1/bad").PhaseOf("s1/good").ShouldBe(StepPhase.Succeeded);
    }

    [Fact]
    public void A_fork_of_a_sequence_begins_at_the_step_and_its_agents_remember_what_was_said_before()
    {
        var source = Given.Steps("a", "b", "a", "c").Started().Runs();

        var fork = source.ForkedFrom("s1/2").Started();
        fork.ThenLive("s1/2").MessageOf("s1/2").ShouldBe("b(a(in))");
        fork.State.Conversation.Of("a").Select(record => record.Text.Preview).ShouldBe(["a(in)"]);
        fork.Runs().Result.ShouldBe("c(a(b(a(in))))");
    }

    [Fact]
    public void Inside_a_nested_flow_the_steps_before_are_taken_over_and_a_cycle_is_executed_whole()
    {
        var source = Given.Graph(
            "id: top, agent: once",
            "id: both, name: both, type: sequential, needs: [top], steps: [{ agent: once }, { id: inner, agent: once }]",
            "id: round, name: round, type: cycle, cycles: 2, needs: [top], steps: [{ id: turn, agent: once }, { agent: once }]").Started().Runs();

        source.ForkedFrom("inner").Started().ThenLive("s1/both/1").PhaseOf("s1/both/0").ShouldBe(StepPhase.Succeeded);
        source.ForkedFrom("turn").Started().ThenLive("s1/round~1/0").PhaseOf("s1/both").ShouldBe(StepPhase.Succeeded);
    }

    [Fact]
    public void From_an_instance_of_a_list_the_others_are_taken_over()
    {
        var source = Given.Graph("id: list, agent: once", "id: each, agent: once, needs: [list], forEach: '{{steps.list.output.lines}}'").Started()
            .Replies("s1/list", "x\ny\nz").Runs();

        source.ForkedFrom("each[1]").Started().ThenLive("s1/each/1").Replies("s1/each/1", "Y").Result.ShouldBe("once(x)\n\nY\n\nonce(z)");
    }

    [Fact]
    public void A_fork_goes_on_after_a_crash_and_can_be_forked_and_continued_itself()
    {
        var fork = Diamond().Started().Runs().ForkedFrom("left").Started();
        fork.Node = 2;
        fork.When(new RecoverRun()).IsLost("s1/left").Runs().State.Status.ShouldBe(RunStatus.Completed);

        fork.ForkedFrom("bottom").Started().ThenLive("s1/bottom");
        fork.Continued().ThenLive("s2/top");
    }

    [Fact]
    public void What_can_not_be_forked_is_refused()
    {
        var source = Diamond().Started();
        ForkPlanner.Plan(source.State, source.Seq, "nobody", out _)!.Code.ShouldBe("step.not-found");
        ForkPlanner.Plan(source.State, source.Seq, "s1", out _)!.Code.ShouldBe("step.not-found");
        ForkPlanner.Plan(Diamond().Prepared().State, 1, "top", out _)!.Code.ShouldBe("run.not-forkable");
        ForkPlanner.Plan(source.Runs().State, source.Seq, null, out _)!.Code.ShouldBe("run.not-forkable");
        ForkPlanner.Plan(Diamond().State, 0, "top", out _)!.Code.ShouldBe("run.not-found");
    }

    private static RunScript Diamond() => Given.Graph(
        "id: top, agent: once", "id: left, agent: safe, needs: [top]", "id: right, agent: once, needs: [top]", "id: bottom, agent: safe, needs: [left, right]");
}
