using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;

namespace Runs.Domain.Tests.Runs;

public sealed class SteeringTests
{
    private const string Block = "<user_steering>\nleft\n</user_steering>";

    [Fact]
    public void All_that_waits_goes_behind_the_next_models_message_and_the_queue_is_empty_then()
    {
        var run = Given.Steps("a", "b", "c").Started().When(new SteerRun("left")).Then("steered 'left'").When(new SteerRun("right"))
            .Replies("s1/0", "x");

        run.MessageOf("s1/1").ShouldBe($"x\n\n{Block}\n\n<user_steering>\nright\n</user_steering>");
        run.Replies("s1/1", "y").MessageOf("s1/2").ShouldBe("y");
    }

    [Fact]
    public void A_call_under_way_is_not_disturbed_and_neither_is_its_next_attempt()
    {
        Given.Steps("a", "b").Started().When(new SteerRun("left")).Fails("s1/0", errorClass: "transient").Wakes()
            .MessageOf("s1/0").ShouldBe("in");
    }

    [Fact]
    public void Processes_and_delays_leave_it_for_the_next_agent()
    {
        var run = Given.Steps("a", "once", "wait", "b").Started().When(new SteerRun("left")).Replies("s1/0", "x");
        run.MessageOf("s1/1").ShouldBe("x");
        run.Replies("s1/1", "y").Wakes().MessageOf("s1/3").ShouldBe($"y\n\n{Block}");
    }

    [Fact]
    public void An_observer_takes_it()
    {
        Given.Flow("type: cycle, observer: d, steps: [{ agent: a }]").Started().When(new SteerRun("left")).Replies("s1~1/0", "x")
            .MessageOf("s1~1/observer").ShouldBe($"x\n\n{Block}");
    }

    [Fact]
    public void Before_a_persons_turn_it_is_the_message_and_spares_the_question()
    {
        Given.Steps("user").Prepared().When(new SteerRun("left")).When(new StartRun("")).State.End!.Result!.Inline.ShouldBe(Block);
    }

    [Fact]
    public void A_preset_text_swallows_it()
    {
        Given.Steps("preset", "a").Prepared().When(new SteerRun("left")).When(new StartRun("in")).MessageOf("s1/1").ShouldBe("PRESET");
    }

    [Fact]
    public void What_a_prepared_run_is_told_waits_for_its_start()
    {
        Given.Steps("a").Prepared().When(new SteerRun("left")).When(new StartRun("in")).MessageOf("s1/0").ShouldBe($"in\n\n{Block}");
    }

    [Fact]
    public void What_nobody_was_told_is_gone_with_its_segment_or_its_preparation()
    {
        Given.Steps("a").Started().When(new SteerRun("left")).Runs().Continued().MessageOf("s2/0").ShouldBe("more");
        Given.Steps("a").Prepared().When(new SteerRun("left")).When(new StopRun()).Started().MessageOf("s1/0").ShouldBe("in");
    }

    [Fact]
    public void Only_so_many_texts_may_wait()
    {
        var run = Given.Steps("a").Prepared().Unchecked();
        for (var i = 0; i < SteerRun.MaxWaiting; i++)
            run.When(new SteerRun("x")).Refusal.ShouldBeNull();

        run.When(new SteerRun("x")).Refusal!.Code.ShouldBe(RunErrors.SteeringFull);
    }

    [Fact]
    public void A_run_that_is_unknown_stopping_failing_or_over_is_not_steerable()
    {
        foreach (var run in new[]
        {
            Given.Steps("a"),
            Given.Steps("a").Started().When(new StopRun()),
            Given.Broadcast("a", "b").Started().Fails("s1/0"),
            Given.Steps("a").Started().Runs(),
        })
        {
            run.When(new SteerRun("x")).ThenRefused(RunErrors.NotSteerable, "Cannot steer run r1: not running");
        }
    }
}
