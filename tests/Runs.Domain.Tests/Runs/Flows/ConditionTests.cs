using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("yes", "'{{steps.a.output}} == yes'", true)]
    [InlineData(" yes\n", "'{{steps.a.output}} == yes'", true)]
    [InlineData("no", "'{{steps.a.output}} == yes'", false)]
    [InlineData("no", "'{{steps.a.output}} != yes'", true)]
    [InlineData("oh yes!", "'{{steps.a.output}} contains yes'", true)]
    [InlineData("a == b", "'{{steps.a.output}} == \"a == b\"'", true)]
    [InlineData("", "'{{steps.a.output}} == \"\"'", true)]
    [InlineData("x", "'{{steps.a.status}} == succeeded'", true)]
    public void A_step_is_executed_if_its_condition_holds_and_skipped_if_not(string output, string condition, bool holds)
    {
        var run = Given.Graph("id: a, agent: once", $"id: b, agent: once, needs: [a], when: {condition}").Started().Replies("s1/a", output);

        if (holds)
            run.ThenLive("s1/b");
        else
            run.PhaseOf("s1/b").ShouldBe(StepPhase.Skipped);
    }

    [Fact]
    public void What_needs_a_skipped_step_is_skipped_and_what_follows_one_is_executed()
    {
        var run = Given.Graph("id: a, agent: once, when: 'x == y'", "id: needs, agent: once, needs: [a]", "id: after, agent: once, after: [a, needs]").Started()
            .ThenLive("s1/after");

        run.PhaseOf("s1/needs").ShouldBe(StepPhase.Skipped);
        run.Replies("s1/after", "done").State.Status.ShouldBe(RunStatus.Completed);
        run.Result.ShouldBe("done");
    }

    [Fact]
    public void A_skipped_step_of_a_sequence_passes_on_what_it_would_have_worked_on()
    {
        Given.Steps("a", "agent: b, when: '{{message}} contains nothing'", "c").Started().Replies("s1/0", "something").ThenLive("s1/2")
            .MessageOf("s1/2").ShouldBe("something");
    }

    [Fact]
    public void A_run_all_of_whose_steps_are_skipped_is_completed()
    {
        Given.Graph("id: a, agent: once, when: 'x == y'").Started().State.Status.ShouldBe(RunStatus.Completed);
    }
}
