using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class WaitTests
{
    private const string NoPending = "No pending input request for run r1 agent user";

    [Fact]
    public void A_person_is_asked_when_the_message_is_empty_and_the_answer_is_the_steps_text()
    {
        Given.Steps("user", "a").Prepared().When(new StartRun("")).Then("run-started 1 ''", "step-started s1/0", "wait-opened s1/0")
            .Answers("user", "yes").Then("step-succeeded s1/0 'yes'", "step-dispatched s1/1 #1")
            .MessageOf("s1/1").ShouldBe("yes");
    }

    [Fact]
    public void An_empty_answer_is_an_answer()
    {
        Given.Steps("user").Started("").Answers("user", "").Then("step-succeeded s1/0 ''", "run-ended completed").Result.ShouldBe("");
    }

    [Theory]
    [InlineData("user", "in")]
    [InlineData("preset", "PRESET")]
    [InlineData("pass", "in")]
    public void A_message_satisfies_a_person_and_a_preset_text_wins_over_it(string agent, string result)
    {
        Given.Steps(agent).Started().Result.ShouldBe(result);
    }

    [Fact]
    public void A_person_who_need_not_answer_passes_an_empty_message_on()
    {
        Given.Steps("pass").Started("").Result.ShouldBe("");
    }

    [Fact]
    public void A_preset_text_does_not_spare_the_question_when_the_message_is_empty()
    {
        Given.Steps("preset").Started("").State.Inputs.Keys.ShouldBe(["preset"]);
    }

    [Fact]
    public void A_person_who_is_always_asked_is_asked_in_each_round()
    {
        Given.Flow("type: cycle, cycles: 2, steps: [{ agent: always }]").Started()
            .Answers("always", "one").Then("step-succeeded s1~1/0 'one'", "step-started s1~2/0", "wait-opened s1~2/0")
            .Answers("always", "two").Result.ShouldBe("two");
    }

    [Fact]
    public void The_first_answer_counts_and_the_second_finds_nobody_waiting()
    {
        Given.Steps("user", "a").Started("").Answers("user", "one").Answers("user", "two").ThenRefused(RunErrors.NoPendingInput, NoPending);
    }

    [Fact]
    public void Nobody_waits_in_a_run_that_does_not_exist_that_waits_for_another_or_that_has_ended()
    {
        Given.Steps("user").Answers("user", "x").ThenRefused(RunErrors.NoPendingInput, NoPending);
        Given.Steps("always").Started("").Answers("user", "x").ThenRefused(RunErrors.NoPendingInput, NoPending);
        Given.Steps("user").Started("").When(new StopRun()).Answers("user", "x").ThenRefused(RunErrors.NoPendingInput, NoPending);
    }

    [Fact]
    public void A_delay_waits_without_an_attempt_and_passes_its_message_on()
    {
        var run = Given.Steps("wait").Prepared().When(new StartRun("in")).Then("run-started 1 'in'", "step-started s1/0", "wait-opened s1/0 until");
        Owed.WakeUp(run.State).ShouldBe(run.Now.AddSeconds(5));

        run.After(TimeSpan.FromSeconds(4.999)).ThenNothing();
        run.Wakes().Then("step-succeeded s1/0", "run-ended completed").Result.ShouldBe("in");
    }

    [Fact]
    public void A_delay_beyond_the_calendar_waits_for_its_last_moment()
    {
        Given.Strategy("""
            name: s
            version: '1'
            agents: { long: { type: delay, config: { duration: 10000000d } } }
            flow: { name: f, type: sequential, steps: [{ agent: long }] }
            """).Started().State.Timers.Min.At.ShouldBe(DateTimeOffset.MaxValue);
    }

    [Fact]
    public void A_thousand_delays_that_end_together_are_worked_off_turn_by_turn()
    {
        var agents = string.Concat(Enumerable.Range(0, 1000).Select(i => $"  w{i}: {{ type: delay, config: {{ duration: 1s }} }}\n"));
        var steps = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"{{ agent: w{i} }}"));
        var run = Given.Strategy($"name: s\nversion: '1'\nagents:\n{agents}flow: {{ name: f, type: broadcast, steps: [{steps}] }}\n").Unchecked().Started();
        while (Owed.Turn(run.State))
            run.When(new TimersDue());

        var turns = 0;
        for (; run.State.Status != RunStatus.Completed; turns++)
            run.Wakes();

        turns.ShouldBeInRange(4, 5);
    }
}
