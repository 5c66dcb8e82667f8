using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class RetryTests
{
    private const string Exact = "retry: { maxAttempts: 4, backoff: 2s, maxBackoff: 5s, jitter: 0 }";

    [Fact]
    public void A_failed_attempt_is_followed_by_the_next_after_a_wait_that_grows_to_its_limit()
    {
        var run = Given.Steps($"agent: once, {Exact}").Started();
        var waits = new List<double>();
        for (var attempt = 1; attempt < 4; attempt++)
        {
            run.Fails("s1/0").Then($"attempt-failed s1/0 #{attempt} boom").PhaseOf("s1/0").ShouldBe(StepPhase.BackingOff);
            waits.Add((Owed.WakeUp(run.State)!.Value - run.Now).TotalSeconds);
            run.Wakes().Then("retry-due s1/0", $"step-dispatched s1/0 #{attempt + 1}");
        }

        waits.ShouldBe([2, 4, 5]);
        run.Fails("s1/0").Then("attempt-failed s1/0 #4 boom", "step-failed s1/0 boom", "run-ended failed: Step \"once\" failed: boom");
    }

    [Fact]
    public void Jitter_only_shortens_a_wait_and_differs_from_attempt_to_attempt()
    {
        var run = Given.Steps("agent: once, retry: { maxAttempts: 9, backoff: 10s, multiplier: 1, jitter: 0.5 }").Started();
        var waits = new HashSet<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            waits.Add(Owed.WakeUp(run.Fails("s1/0").State)!.Value - run.Now);
            run.Wakes();
        }

        waits.Count.ShouldBe(4);
        waits.ShouldAllBe(wait => wait >= TimeSpan.FromSeconds(5) && wait <= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Only_errors_that_the_policy_names_are_tried_again()
    {
        const string step = "agent: once, retry: { on: [timeout, model.busy], jitter: 0 }";
        Given.Steps(step).Started().Fails("s1/0").State.Status.ShouldBe(RunStatus.Failed);
        Given.Steps(step).Started().Fails("s1/0", errorClass: "transient").State.Status.ShouldBe(RunStatus.Failed);
        Given.Steps(step).Started().Fails("s1/0", errorClass: "timeout").PhaseOf("s1/0").ShouldBe(StepPhase.BackingOff);
        Given.Steps(step).Started().Fails("s1/0", new AttemptFailure(new("model.busy", "x"))).PhaseOf("s1/0").ShouldBe(StepPhase.BackingOff);
    }

    [Theory]
    [InlineData("agent: get", StepPhase.BackingOff)]
    [InlineData("agent: post, replay: safe", StepPhase.BackingOff)]
    [InlineData("agent: post", StepPhase.Failed)]
    [InlineData("agent: get, replay: never", StepPhase.Failed)]
    public void A_server_is_asked_again_by_itself_only_where_that_is_harmless(string step, StepPhase phase)
    {
        Given.Steps(step).Started().Fails("s1/0", errorClass: "transient").PhaseOf("s1/0").ShouldBe(phase);
        Given.Steps(step).Started().Fails("s1/0").PhaseOf("s1/0").ShouldBe(StepPhase.Failed);
    }

    [Fact]
    public void A_permanent_failure_is_never_tried_again()
    {
        Given.Steps($"agent: a, {Exact}").Started().Fails("s1/0", new AttemptFailure(new("x", "no key")) { Class = "transient", IsPermanent = true })
            .Error.ShouldBe("Step \"a\" failed: LLM call failed: no key");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(30, 30)]
    public void The_outside_may_ask_for_a_longer_wait_but_not_for_a_shorter_one(int asked, int waited)
    {
        var run = Given.Steps($"agent: once, {Exact}").Started()
            .Fails("s1/0", new AttemptFailure(new("x", "busy")) { RetryAfter = TimeSpan.FromSeconds(asked) });

        Owed.WakeUp(run.State).ShouldBe(run.Now.AddSeconds(waited));
    }

    [Fact]
    public void A_wait_beyond_the_calendar_ends_with_it()
    {
        var run = Given.Steps($"agent: once, {Exact}").Started().Fails("s1/0", new AttemptFailure(new("x", "busy")) { RetryAfter = TimeSpan.MaxValue });

        Owed.WakeUp(run.State).ShouldBe(DateTimeOffset.MaxValue);
    }

    [Fact]
    public void Models_are_asked_three_times_for_transient_errors_unless_they_say_otherwise()
    {
        Given.Steps("a").Started().Fails("s1/0").State.Status.ShouldBe(RunStatus.Failed);
        Given.Steps("never").Started().Fails("s1/0", errorClass: "transient").State.Status.ShouldBe(RunStatus.Failed);
        Given.Steps("a").Started().Fails("s1/0", errorClass: "transient").Wakes().Fails("s1/0", errorClass: "transient").Wakes()
            .Fails("s1/0", errorClass: "transient").Then("attempt-failed s1/0 #3 boom", "step-failed s1/0 boom", "run-ended failed: Step \"a\" failed: LLM call failed: boom");
    }

    [Theory]
    [InlineData(9_000_000_000, RunStatus.Running)]
    [InlineData(2_147_483_647, RunStatus.Running)]
    [InlineData(-5, RunStatus.Failed)]
    public void Any_number_of_retries_is_understood(long retries, RunStatus status)
    {
        Given.Strategy($"name: s\nversion: '1'\nagents: {{ a: {{ model: m, modelOptions: {{ maxRetries: {retries} }} }} }}\nflow: {{ name: f, type: sequential, steps: [{{ agent: a }}] }}")
            .Started().Fails("s1/0", errorClass: "transient").State.Status.ShouldBe(status);
    }

    [Fact]
    public void What_a_failed_attempt_had_written_is_in_its_event()
    {
        Given.Steps("a").Started().Fails("s1/0", new AttemptFailure(new("x", "cut")) { Class = "transient", Partial = "half a" })
            .Events.OfType<AttemptFailed>().ShouldHaveSingleItem().Partial.ShouldBe("half a");
    }

    [Fact]
    public void The_same_agents_next_step_waits_while_the_first_backs_off()
    {
        Given.Broadcast("a", "a").Started().Fails("s1/0", errorClass: "transient").State.Live.ShouldBeEmpty();
    }
}
