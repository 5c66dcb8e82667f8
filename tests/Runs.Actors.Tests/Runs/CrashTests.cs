using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.Steps.Models;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Runs;

public sealed class CrashTests
{
    private static readonly ScriptedModel Slow = new() { Name = "mock/writer", Deltas = ["one ", "two"], Delay = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_model_call_that_was_under_way_is_repeated_and_what_had_succeeded_is_not()
    {
        var calls = 0;
        Scenario.Given(TestStrategies.Sequence("again", "writer")).WithModel(Slow).WithAgent("again", _ => $"call {++calls}")
            .When(run => run.Start("hi"))
            .When(run => run.UntilAttempted("writer"))
            .When(run => run.Advance(TimeSpan.FromSeconds(1.5)))
            .When(run => run.Crash())
            .Then.Result("one two")
            .And.That(run =>
            {
                calls.ShouldBe(1);
                run.Seen<AttemptFailed>().Single().Error.Code.ShouldBe(RunErrors.AttemptLost);
            });
    }

    [Theory]
    [InlineData("again", true)]
    [InlineData("once", false)]
    public void A_process_that_was_under_way_is_repeated_only_if_that_is_safe(string agent, bool isRepeated)
    {
        var lives = 0;
        var node = TestNodes.WithProcess(async (time, _, _, stop) =>
        {
            if (++lives == 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Requested);
            return DelegateHandler.Done($"life {lives}");
        });
        var run = node.Started(TestStrategies.Sequence(agent));
        run.UntilAttempted(agent);
        run.Advance(TimeSpan.FromSeconds(1));
        run.Crash();
        run.UntilEnded();
        lives.ShouldBe(isRepeated ? 2 : 1);
        run.Result.ShouldBe(isRepeated ? "life 2" : null);
        if (!isRepeated)
            run.State.End!.Error!.Message.ShouldBe("Step \"once\" failed: The attempt was lost with its node; whether it took effect is unknown.");
    }

    [Fact]
    public void Who_was_asked_before_a_crash_is_still_asked_and_the_first_answer_counts() =>
        TestStrategies.Sequence("human", "writer").WithEchoes()
            .When(run => run.Start("hi"))
            .Then.Asks("human")
            .When(run => run.Crash())
            .Then.Asks("human")
            .When(run => run.Answer("human", "first"))
            .When(run => run.Answer("human", "second"))
            .Then.Refused(RunErrors.NoPendingInput)
            .And.Result("<first>");

    [Fact]
    public void A_delay_ends_at_its_time_though_the_node_was_down_or_the_run_had_no_cell()
    {
        var scenario = TestStrategies.Sequence("hour").WithEchoes().When(run => run.Start("hi")).Then.Waits();
        var node = scenario.Run.Node;
        var opened = node.Now;
        scenario.When(run => run.Crash()).When(run => run.Advance(TimeSpan.FromMinutes(5)));
        node.System.LiveCells.ShouldBe(0);
        scenario.Then.Result("hi");
        (node.Now - opened).ShouldBeInRange(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(60.1));
    }

    [Fact]
    public void A_delay_that_ended_while_the_node_was_down_ends_when_it_is_up()
    {
        var run = TestStrategies.Sequence("hour").WithEchoes().When(run => run.Start("hi")).Then.Waits().Run;
        run.Node.Crash();
        run.Node.Advance(TimeSpan.FromHours(5));
        run.Node.Restart();
        run.Until(_ => run.HasEnded, "the end of the delay", TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_subscriber_that_comes_back_with_its_cursor_sees_every_journaled_frame_once_and_is_asked_again()
    {
        var run = TestStrategies.Sequence("writer", "human", "critic").WithEchoes().When(run => run.Start("hi")).Then.Asks("human").Run;
        run.Crash();
        var asked = run.Frames[^1];
        var back = Subscriber.Of(run, asked.Seq);
        run.Advance(TimeSpan.FromSeconds(1));
        back.Lines.ShouldBe(["request_input human"]);
        run.Answer("human", "yes");
        run.UntilEnded();
        run.Advance(TimeSpan.FromSeconds(1));
        back.Lines.Skip(1).ShouldBe(StreamedLines.Of(run.Frames.Where(frame => frame.Seq > asked.Seq)));
    }

    [Fact]
    public void A_run_that_crashes_its_node_again_and_again_is_quarantined_until_it_is_resumed()
    {
        var isPoisonous = true;
        TestKit.Nodes.TestNode? node = null;
        node = TestNodes.WithProcess(
            async (time, _, _, _) =>
            {
                if (!isPoisonous)
                    return DelegateHandler.Done("harmless");
                await Task.Delay(TimeSpan.FromMilliseconds(100), time);
                node!.Crash();
                await Task.Delay(Timeout.InfiniteTimeSpan, time);
                return DelegateHandler.Done("never");
            },
            new() { MaxRecoveries = 3 });
        var run = node.Started(TestStrategies.Sequence("again"));
        for (var lives = 0; lives < 10 && run.State.Status != Domain.Runs.State.RunStatus.Quarantined; lives++)
        {
            node.Advance(TimeSpan.FromSeconds(5));
            node.Restart();
            node.Advance(TimeSpan.FromMilliseconds(90));
        }

        run.Advance(TimeSpan.FromHours(1));
        run.State.HoldReason.ShouldBe("4 recoveries in a row brought no progress");
        run.Seen<RunRecovered>().Count.ShouldBe(4);
        isPoisonous = false;
        run.Resume().Require();
        run.UntilEnded();
        run.Result.ShouldBe("harmless");
    }
}
