using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class StepCancelTests
{
    [Fact]
    public void A_step_under_way_has_its_grace_and_everything_else_goes_on()
    {
        var run = Given.Graph("id: a, agent: once", "id: b, agent: once", "id: next, agent: once, needs: [a]").Started().When(new CancelStep("a", "enough"))
            .Then("step-cancel-requested s1/a").ThenLive("s1/a", "s1/b");

        run.Stops("s1/a").Then("attempt-stopped s1/a #1", "step-cancelled s1/a", "step-blocked s1/next It needs a (cancelled).");
        run.State.Steps[new("s1/a")].Error.ShouldBe(new RunError("step.cancelled", "enough"));
        run.Replies("s1/b").State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void A_result_that_comes_before_the_stop_counts()
    {
        Given.Graph("id: a, agent: once", "id: next, agent: once, needs: [a]").Started().When(new CancelStep("a")).Replies("s1/a", "just in time")
            .ThenLive("s1/next").MessageOf("s1/next").ShouldBe("just in time");
    }

    [Theory]
    [InlineData("pending", "id: top, agent: once", "id: it, agent: once, needs: [top]")]
    [InlineData("waiting", "id: top, agent: once", "id: it, agent: user")]
    [InlineData("waiting", "id: top, agent: once", "id: it, agent: wait")]
    [InlineData("ready", "id: top, agent: once", "id: it, agent: once")]
    public void A_step_without_an_attempt_ends_at_once(string phase, params string[] steps)
    {
        var inner = string.Join(", ", steps.Select(step => $"{{ {step} }}"));
        var run = Given.Flow($"type: graph, steps: [{inner}]", new() { Concurrency = 1 }).Started("");
        run.PhaseOf("s1/it").ToWord().ShouldBe(phase);

        run.When(new CancelStep("it")).Then("step-cancel-requested s1/it", "step-cancelled s1/it").ThenLive("s1/top");
        run.Replies("s1/top").State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void A_step_that_waits_for_its_next_attempt_ends_at_once()
    {
        Given.Graph("id: it, agent: once, retry: { maxAttempts: 2, backoff: 1m }", "id: b, agent: once").Started().Fails("s1/it").When(new CancelStep("it"))
            .Then("step-cancel-requested s1/it", "step-cancelled s1/it").Replies("s1/b").State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void A_flow_ends_with_all_that_is_in_it()
    {
        var run = Given.Graph("id: it, name: it, type: broadcast, steps: [{ agent: once }, { agent: once }, { agent: user }]", "id: b, agent: once").Started("")
            .When(new CancelStep("it")).Stops("s1/it/0").Stops("s1/it/1");

        run.PhaseOf("s1/it/2").ShouldBe(StepPhase.Cancelled);
        run.State.AsksSomebody.ShouldBeFalse();
        run.ThenLive("s1/b").Replies("s1/b").State.Status.ShouldBe(RunStatus.Mixed);
    }

    [Fact]
    public void A_step_that_has_ended_or_is_ending_stays_as_it_is_and_one_that_does_not_exist_is_refused()
    {
        var run = Given.Graph("id: a, agent: once", "id: b, agent: once").Started().Replies("s1/a").When(new CancelStep("a")).ThenNothing();

        run.When(new CancelStep("b")).When(new CancelStep("b")).ThenNothing();
        run.When(new CancelStep("c")).ThenRefused("step.not-found", "Run r1 has no step \"c\" that could be cancelled.");
        run.When(new CancelStep("s1")).ThenRefused("step.not-found", "Run r1 has no step \"s1\" that could be cancelled.");
    }

    [Fact]
    public void A_step_of_a_sequence_that_is_cancelled_fails_the_run()
    {
        Given.Steps("once", "once").Started().When(new CancelStep("s1/0")).Stops("s1/0").State.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void A_stop_of_the_run_takes_over_from_the_cancelling_of_a_step()
    {
        Given.Graph("id: a, agent: once", "id: b, agent: once").Started().When(new CancelStep("a")).When(new StopRun()).ThenLive("s1/a", "s1/b")
            .Stops("s1/a").Stops("s1/b").State.Status.ShouldBe(RunStatus.Cancelled);
    }
}
