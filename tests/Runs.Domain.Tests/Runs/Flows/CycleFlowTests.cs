using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class CycleFlowTests
{
    [Fact]
    public void A_round_begins_with_the_text_that_the_last_one_ended_with()
    {
        Given.Flow("type: cycle, cycles: 3, steps: [{ agent: a }, { agent: b }]").Started().Runs()
            .Result.ShouldBe("b(a(b(a(b(a(in))))))");
    }

    [Fact]
    public void Only_the_latest_round_is_kept()
    {
        Given.Flow("type: cycle, cycles: 9, observer: d, steps: [{ name: n, type: broadcast, steps: [{ agent: a }, { agent: b }] }]").Started().Runs()
            .State.Steps.Keys.Select(step => step.Value).ShouldBe(["s1", "s1~9/0", "s1~9/0/0", "s1~9/0/1", "s1~9/observer"]);
    }

    [Fact]
    public void An_observer_that_breaks_leaves_the_text_of_the_steps_as_the_result()
    {
        Given.Flow("type: cycle, cycles: Infinity, observer: d, steps: [{ agent: a }]").Says("d", "go on", "I am DONE here").Started().Runs()
            .Result.ShouldBe("a(go on)");
    }

    [Fact]
    public void Without_a_break_the_observers_text_goes_into_the_next_round_and_after_the_last_it_is_the_result()
    {
        Given.Flow("type: cycle, cycles: 2, observer: d, steps: [{ agent: a }]").Says("d", "first", "second").Started()
            .Replies("s1~1/0").Replies("s1~1/observer").ThenLive("s1~2/0")
            .Runs().Result.ShouldBe("second");
    }

    [Fact]
    public void An_observers_usage_is_not_counted()
    {
        Given.Flow("type: cycle, cycles: 2, observer: d, steps: [{ agent: a }]").Started().Runs().State.Usage.ShouldBe(new(20, 2));
    }

    [Theory]
    [InlineData("substring", "well, it is over now", true)]
    [InlineData("first-line", "\n over and out\nmore", true)]
    [InlineData("first-line", "more\nover", false)]
    [InlineData("any-line", "more\nOVER\n", true)]
    [InlineData("any-line", "overly", false)]
    [InlineData("exact", " Over \n", true)]
    [InlineData("exact", "over it", false)]
    public void A_break_is_matched_as_the_flow_says(string match, string text, bool breaks)
    {
        Given.Flow($"type: cycle, cycles: 2, observer: d, breakCycleSignals: [over], breakCycleSignalMatch: {match}, steps: [{{ agent: a }}]")
            .Says("a", "steps", "again").Says("d", text, "last").Started().Runs()
            .Result.ShouldBe(breaks ? "steps" : "last");
    }

    [Fact]
    public void A_person_may_be_the_observer()
    {
        Given.Flow("type: cycle, cycles: Infinity, observer: always, steps: [{ agent: a }]").Started().Replies("s1~1/0", "x")
            .Answers("always", "again").ThenLive("s1~2/0").Replies("s1~2/0", "y").Answers("always", "stop")
            .Result.ShouldBe("y");
    }

    [Fact]
    public void An_endless_cycle_of_steps_that_take_no_time_goes_on_turn_by_turn_until_it_is_stopped()
    {
        var run = Given.Flow("type: cycle, cycles: Infinity, steps: [{ agent: preset }]").Unchecked().Started();
        for (var turn = 0; turn < 3; turn++)
        {
            run.Events.Count.ShouldBeInRange(256, 260);
            Owed.Turn(run.State).ShouldBeTrue();
            run.State.Steps.Count.ShouldBeLessThanOrEqualTo(2);
            run.When(new TimersDue());
        }

        run.When(new StopRun()).State.Status.ShouldBe(RunStatus.Cancelled);
    }
}
