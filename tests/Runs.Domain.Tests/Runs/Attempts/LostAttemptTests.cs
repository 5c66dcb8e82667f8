using Runs.Domain.Contents;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class LostAttemptTests
{
    private const string LostText = "The attempt was lost with its node; whether it took effect is unknown.";

    [Theory]
    [InlineData("agent: a")]
    [InlineData("agent: safe")]
    [InlineData("agent: once, replay: safe")]
    [InlineData("agent: get")]
    [InlineData("agent: post, replay: safe")]
    public void Work_that_may_be_repeated_is_repeated_at_once(string step)
    {
        Given.Steps(step).Started().IsLost("s1/0").Then($"attempt-failed s1/0 #1 {LostText}", "retry-due s1/0", "step-dispatched s1/0 #2");
    }

    [Theory]
    [InlineData("agent: once")]
    [InlineData("agent: once, retry: { maxAttempts: 9, on: [any] }")]
    [InlineData("agent: safe, replay: never")]
    [InlineData("agent: a, replay: never")]
    [InlineData("agent: post")]
    [InlineData("agent: get, replay: never")]
    public void Work_that_may_have_had_effects_is_not(string step)
    {
        Given.Steps(step).Started().IsLost("s1/0").State.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void Lost_attempts_do_not_count_against_the_policy()
    {
        var run = Given.Steps("agent: a, retry: { maxAttempts: 2, backoff: 0s }").Started();
        for (var i = 0; i < 5; i++)
            run.IsLost("s1/0");

        run.Fails("s1/0").Then("attempt-failed s1/0 #6 boom", "retry-due s1/0", "step-dispatched s1/0 #7");
        run.Fails("s1/0").State.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void An_attempt_that_stopped_though_nobody_asked_is_as_good_as_lost()
    {
        Given.Steps("a").Started().Stops("s1/0").Then($"attempt-failed s1/0 #1 {LostText}", "retry-due s1/0", "step-dispatched s1/0 #2");
    }

    [Fact]
    public void Reports_of_another_attempt_change_nothing()
    {
        var run = Given.Steps("a").Started().IsLost("s1/0");
        foreach (var attempt in new[] { 0, 1, 3 })
        {
            run.When(new ReportSuccess(new("s1/0"), attempt, Content.Of("x"), default, "stop")).ThenNothing();
            run.When(new ReportFailure(new("s1/0"), attempt, new(new("x", "x")))).ThenNothing();
            run.When(new ReportStopped(new("s1/0"), attempt)).ThenNothing();
            run.When(new ReportLost(new("s1/0"), attempt)).ThenNothing();
        }

        run.ThenLive("s1/0");
    }

    [Fact]
    public void When_no_attempt_is_left_the_run_pauses_if_the_step_says_so_and_resuming_begins_to_count_anew()
    {
        var run = Given.Steps("agent: once, onExhausted: pause, retry: { maxAttempts: 2, backoff: 0s }", "b").Started().Fails("s1/0")
            .Fails("s1/0", "full").Then("attempt-failed s1/0 #2 full", "step-exhausted s1/0");
        run.State.Status.ShouldBe(RunStatus.Paused);
        run.State.HoldReason.ShouldBe("Step s1/0 has no attempt left: full");
        Owed.WakeUp(run.State).ShouldBeNull();

        run.When(new ResumeRun()).Then("run-resumed", "step-dispatched s1/0 #3")
            .Fails("s1/0").Then("attempt-failed s1/0 #3 boom", "retry-due s1/0", "step-dispatched s1/0 #4")
            .Runs().State.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void While_a_run_is_paused_what_is_under_way_goes_on_and_nothing_new_begins()
    {
        Given.Broadcast("agent: once, onExhausted: pause", "name: s, type: sequential, steps: [{ agent: a }, { agent: b }]").Started().Fails("s1/0")
            .Replies("s1/1/0", "x").Then("model-replied s1/1/0 'x'", "agent-replied s1/1/0", "step-succeeded s1/1/0")
            .When(new ResumeRun()).Then("run-resumed", "step-dispatched s1/0 #2", "step-dispatched s1/1/1 #1");
    }

    [Fact]
    public void Resuming_a_paused_run_that_fails_begins_nothing()
    {
        Given.Broadcast("agent: once, onExhausted: pause", "a", "b").Started().Fails("s1/0").Fails("s1/1").When(new ResumeRun()).Then("run-resumed")
            .Stops("s1/2").Then("attempt-stopped s1/2 #1", "run-ended failed: Step \"a\" failed: LLM call failed: boom");
    }
}
