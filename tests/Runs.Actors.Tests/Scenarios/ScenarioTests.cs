using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Scenarios;

public sealed class ScenarioTests
{
    [Fact]
    public void An_expectation_that_is_not_met_says_what_was_seen_and_prints_the_frames()
    {
        var scenario = TestStrategies.Sequence("writer").WithEchoes().When(run => run.Start("hi"));
        Should.Throw<ScenarioException>(() => scenario.Then.Frames("strategy_started", "step_started critic")).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith("Expected the frame \"step_started critic\", and it was \"step_started writer: hi\"."),
            message => message.ShouldContain("2 strategy_started Test"));
        Should.Throw<ScenarioException>(() => scenario.Then.Asks("human")).Message.ShouldStartWith("Expected to be asked for human, and was asked for nothing.");
        Should.Throw<ScenarioException>(() => scenario.Then.Fails("x")).Message.ShouldStartWith("Expected the run to end as failed, and it is completed.");
    }

    [Fact]
    public void A_refusal_that_nothing_expects_fails_the_scenario()
    {
        var scenario = TestStrategies.Sequence("human").WithEchoes().When(run => run.Start("hi")).When(run => run.Answer("nobody", "?"));
        Should.Throw<ScenarioException>(() => scenario.Then.Asks("human")).Message.ShouldStartWith("The command was refused with run.no-pending-input");
    }

    [Fact]
    public void What_never_comes_is_named_after_a_day_of_virtual_time()
    {
        var run = new TestNode().Prepare(TestStrategies.Sequence("human"));
        run.Start();
        Should.Throw<TimeoutException>(run.UntilEnded).Message.ShouldStartWith("Waited 1d of virtual time for run-1: the end of the run.");
    }

    [Fact]
    public void The_same_seed_gives_the_same_frames_at_the_same_times()
    {
        Seen(7).ShouldBe(Seen(7));

        static List<(long Seq, DateTimeOffset At, string Line)> Seen(ulong seed)
        {
            var scenario = TestStrategies.Broadcast("writer", "critic", "writer").WithEchoes().With(options => options with { Seed = seed }).When(run => run.Start("hi"));
            scenario.Run.Crash();
            scenario.Run.UntilEnded();
            return [.. scenario.Run.Frames.Select(frame => (frame.Seq, frame.At, FrameLine.Of(frame)))];
        }
    }

    [Fact]
    public void An_agent_that_does_real_work_must_be_scripted() =>
        Scenario.Given(TestStrategies.Sequence("once"))
            .When(run => run.Start("hi"))
            .Then.Fails("Agent \"once\" does real work, which tests don't.");
}
