using Runs.Domain.Contents;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("agent: a", 600)]
    [InlineData("agent: once", 3600)]
    [InlineData("agent: get", 60)]
    [InlineData("agent: a, timeout: 7s", 7)]
    [InlineData("agent: once, timeout: 7s", 7)]
    public void An_attempt_takes_as_long_as_its_step_says_or_the_run(string step, int seconds)
    {
        var run = Given.Steps(step).Started();

        Owed.WakeUp(run.State).ShouldBe(run.Now.AddSeconds(seconds));
    }

    [Fact]
    public void An_attempt_that_takes_longer_has_failed()
    {
        Given.Steps("agent: a, timeout: 7s").Started().Wakes().Then(
            "attempt-failed s1/0 #1 The attempt took longer than 7s.",
            "step-failed s1/0 The attempt took longer than 7s.",
            "run-ended failed: Step \"a\" failed: LLM call failed: The attempt took longer than 7s.");
    }

    [Fact]
    public void It_is_tried_again_where_the_policy_says_so_and_its_late_result_is_not_heard()
    {
        Given.Steps("agent: a, timeout: 7s, retry: { on: [timeout], backoff: 0s }").Started()
            .Wakes().Then("attempt-failed s1/0 #1 The attempt took longer than 7s.", "retry-due s1/0", "step-dispatched s1/0 #2")
            .When(new ReportSuccess(new("s1/0"), 1, Content.Of("late"), default, "stop")).ThenNothing()
            .Replies("s1/0", "second").Result.ShouldBe("second");
    }

    [Fact]
    public void Deadlines_act_in_a_paused_run_too()
    {
        var run = Given.Broadcast("agent: once, onExhausted: pause", "agent: a, timeout: 1h").Started().Fails("s1/0");
        run.State.Status.ShouldBe(RunStatus.Paused);

        run.Wakes().State.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void A_time_beyond_the_calendar_is_its_last_moment()
    {
        Owed.WakeUp(Given.Steps("agent: a, timeout: 10000000d").Started().State).ShouldBe(DateTimeOffset.MaxValue);
    }
}
