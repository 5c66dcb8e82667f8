using Runs.Actors.Attempts;
using Runs.Actors.Frames;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Runs;

public sealed class StopTests
{
    private const string Cancelled = "strategy_error CANCELLED: Run cancelled by client";

    [Fact]
    public void A_handler_that_stops_when_asked_ends_the_run_at_once()
    {
        var run = Working(stop => stop.Requested);
        var asked = run.Node.Now;
        run.Stop();
        run.UntilEnded();
        (run.Node.Now - asked).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        NothingFollows(run, Cancelled);
    }

    [Fact]
    public void One_that_ignores_the_request_is_stopped_by_force_after_the_grace()
    {
        var run = Working(stop => stop.Forced);
        var asked = run.Node.Now;
        run.Stop();
        run.UntilEnded();
        (run.Node.Now - asked).ShouldBeInRange(new RunSettings().StopGrace, new RunSettings().StopGrace + TimeSpan.FromSeconds(1));
        NothingFollows(run, Cancelled);
        run.Node.System.LiveAttempts.ShouldBe(0);
    }

    [Fact]
    public void One_that_ignores_everything_is_left_behind_and_what_it_brings_later_changes_nothing()
    {
        var run = Working(_ => CancellationToken.None);
        run.Stop();
        run.UntilEnded();
        run.Node.System.LiveAttempts.ShouldBe(1);
        NothingFollows(run, Cancelled);
        run.Advance(TimeSpan.FromHours(1));
        run.Node.System.LiveAttempts.ShouldBe(0);
        NothingFollows(run, Cancelled);
    }

    [Fact]
    public void A_kill_waits_for_nobody()
    {
        var run = Working(_ => CancellationToken.None);
        run.Kill().Require().State.Status.ShouldBe(RunStatus.Killed);
        run.UntilEnded();
        NothingFollows(run, "strategy_error CANCELLED: Run killed");
    }

    [Fact]
    public void A_stop_reaches_a_run_that_waits_backs_off_or_delays()
    {
        foreach (var step in new[] { "human", "hour", "{\"agent\":\"once\",\"retry\":{\"maxAttempts\":2,\"backoff\":\"1h\"}}" })
        {
            Scenario.Given(TestStrategies.Sequence(step)).WithAgent("once", _ => throw new InvalidOperationException("not yet"))
                .When(run => run.Start("hi"))
                .Then.Waits()
                .When(run => run.Stop())
                .Then.Stops();
        }
    }

    [Fact]
    public void A_stop_crosses_a_crash() =>
        Working(stop => stop.Forced).ShouldSatisfyAllConditions(
            run => run.Stop().Require(),
            run => run.Crash(),
            run => run.UntilEnded(),
            run => NothingFollows(run, Cancelled));

    [Fact]
    public void The_first_failure_of_a_broadcast_stops_those_beside_it()
    {
        var stopped = 0;
        var node = TestNodes.WithProcess(async (time, request, _, stop) =>
        {
            if (request.Agent.Name == "once")
                throw new InvalidOperationException("failed first");
            using var registered = stop.Requested.Register(() => stopped++);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Requested);
            return DelegateHandler.Done("never");
        });
        var run = node.Started(TestStrategies.Broadcast("again", "once"));
        run.UntilEnded();
        NothingFollows(run, "strategy_error EXECUTION_ERROR: Step \"once\" failed: The step's handler failed: failed first");
        stopped.ShouldBe(1);
    }

    [Fact]
    public void Steering_goes_to_the_agent_that_is_called_next_and_to_no_other() =>
        TestStrategies.Sequence("human", "writer", "critic").WithEchoes()
            .When(run => run.Start("hi"))
            .Then.Asks("human")
            .When(run => run.Steer("be brief"))
            .When(run => run.Answer("human", "go"))
            .Then.Result("(<go\n\n<user_steering>\nbe brief\n</user_steering>>)")
            .And.That(run =>
            {
                run.Frames.OfType<SteerQueued>().Single().Text.ShouldBe("be brief");
                run.Frames.OfType<StepStarted>().Single(frame => frame.StepName == "writer").Message.ShouldBe("go");
            });

    private static void NothingFollows(TestRun run, string terminal)
    {
        run.Advance(TimeSpan.FromMinutes(1));
        FrameLine.Of(run.Frames[^1]).ShouldBe(terminal);
        run.Frames.OfType<StrategyFrame>().Count().ShouldBe(2);
    }

    /// <summary>A run whose only step talks every second and takes half an hour, unless it hears a stop.</summary>
    private static TestRun Working(Func<AttemptStop, CancellationToken> hears)
    {
        var node = TestNodes.WithProcess(async (time, _, output, stop) =>
        {
            for (var second = 0; second < 1800; second++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time, hears(stop));
                output.Text("tick ");
            }

            return DelegateHandler.Done("at last");
        });
        var run = node.Started(TestStrategies.Sequence("once"));
        run.UntilAttempted("once");
        run.Advance(TimeSpan.FromSeconds(5));
        return run;
    }
}
