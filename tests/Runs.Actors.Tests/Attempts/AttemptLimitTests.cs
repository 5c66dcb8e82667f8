using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Steps.Models;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Attempts;

public sealed class AttemptLimitTests
{
    [Fact]
    public void An_attempt_is_told_its_steps_directory_and_limit_and_how_much_may_stay_in_the_journal()
    {
        var seen = new List<(string, string?, long?, int)>();
        var lines = string.Join('\n', Enumerable.Repeat("x", ArtifactText.InlineLimit));
        var node = TestNodes.WithProcess((_, request, _, _) =>
        {
            seen.Add((request.Agent.Name, request.StepCwd, request.OutputLimit, request.InlineLimit));
            return ValueTask.FromResult(DelegateHandler.Done(request.Agent.Name == "list" ? "[\"" + lines.ReplaceLineEndings(" ") + "\"]" : "done"));
        });
        var run = node.Started("""
            steps:
              - { id: list, process: { command: x }, outputLimit: 1MiB, cwd: a/b }
              - { id: each, process: { command: x }, needs: [list], forEach: "{{steps.list.output}}" }
            """);
        run.UntilEnded();
        run.State.Status.ShouldBe(RunStatus.Completed);
        seen.ShouldBe([("list", "a/b", 1 << 20, 1 << 20), ("each", null, null, ArtifactText.InlineLimit)]);
    }

    [Fact]
    public void An_attempt_that_takes_too_long_fails_its_step_at_that_time()
    {
        var node = TestNodes.WithProcess(async (time, _, _, stop) =>
        {
            await Task.Delay(TimeSpan.FromHours(9), time, stop.Forced);
            return DelegateHandler.Done("late");
        });
        var began = node.Now;
        var run = node.Started(TestStrategies.Sequence("{\"agent\":\"once\",\"timeout\":\"30s\"}"));
        run.UntilEnded();
        run.State.End!.Error!.Message.ShouldBe("Step \"once\" failed: The attempt took longer than 30s.");
        (node.Now - began).ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
        run.Advance(TimeSpan.FromSeconds(1));
        node.System.LiveAttempts.ShouldBe(0);
    }

    [Fact]
    public void An_attempt_that_shows_no_sign_of_life_fails_and_one_that_does_may_go_on()
    {
        var node = TestNodes.WithProcess(async (time, request, output, stop) =>
        {
            for (var i = 0; i < 5; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(8), time, stop.Requested);
                if (request.Message == "lively")
                    output.Heartbeat();
            }

            return DelegateHandler.Done("done");
        });
        const string Step = "{\"agent\":\"once\",\"heartbeat\":\"10s\"}";
        var lively = node.Started(TestStrategies.Sequence(Step), "lively");
        lively.UntilEnded();
        lively.Result.ShouldBe("done");
        var silent = node.Started(TestStrategies.Sequence(Step), "silent");
        silent.UntilEnded();
        silent.State.End!.Error!.Message.ShouldBe("Step \"once\" failed: Nothing was heard of the attempt for 10s.");
    }

    [Fact]
    public void A_silent_attempt_that_ignores_the_request_is_stopped_by_force_after_as_long_again()
    {
        var node = TestNodes.WithProcess(async (time, _, _, stop) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Forced);
            return DelegateHandler.Done("never");
        });
        var began = node.Now;
        var run = node.Started(TestStrategies.Sequence("{\"agent\":\"once\",\"heartbeat\":\"10s\"}"));
        run.UntilEnded();
        (node.Now - began).ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(21));
    }

    [Fact]
    public void Attempts_are_repeated_with_growing_waits_until_the_policy_has_no_more()
    {
        var node = TestNodes.WithProcess((_, _, output, _) =>
        {
            output.Text("half a");
            return new(new AttemptOutcome.Failed(new RunError("x", "nope")));
        });
        var run = node.Started(TestStrategies.Sequence("{\"agent\":\"once\",\"retry\":{\"maxAttempts\":4,\"backoff\":\"10s\",\"maxBackoff\":\"1m\"}}"));
        run.UntilEnded();
        var dispatched = run.Events.Where(update => update.Event is StepDispatched).Select(update => update.At).ToList();
        dispatched.Count.ShouldBe(4);
        var waits = dispatched.Skip(1).Zip(dispatched, (next, before) => next - before).ToList();
        waits.ShouldBeInOrder();
        waits[0].ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
        run.Seen<AttemptFailed>().ShouldAllBe(failed => failed.Partial == "half a");
        run.State.End!.Error!.Message.ShouldBe("Step \"once\" failed: nope");
    }

    [Fact]
    public void A_model_that_fails_twice_in_passing_succeeds_the_third_time() =>
        Scenario.Given(TestStrategies.Sequence("writer"))
            .WithModel(new ScriptedModel { Name = "mock/writer", Reply = "try {{attempt}}", Error = "overloaded", Retryable = true, FailTimes = 2 })
            .When(run => run.Start("hi"))
            .Then.Result("try 3")
            .And.That(run => run.Seen<AttemptFailed>().Count.ShouldBe(2));

    [Fact]
    public void A_step_without_an_attempt_left_pauses_the_run_if_it_says_so_and_resume_gives_it_new_ones()
    {
        var isBroken = true;
        Scenario.Given(TestStrategies.Sequence("{\"agent\":\"once\",\"onExhausted\":\"pause\"}"))
            .WithAgent("once", _ => isBroken ? throw new InvalidOperationException("broken") : "mended")
            .When(run => run.Start("hi"))
            .Then.Steps("once exhausted")
            .When(_ => isBroken = false)
            .When(run => run.Resume())
            .Then.Result("mended");
    }

    [Fact]
    public void A_handler_that_throws_is_a_failed_attempt_and_the_node_lives() =>
        Scenario.Given(TestStrategies.Sequence("once")).WithAgent("once", _ => throw new InvalidOperationException("a bug"))
            .When(run => run.Start("hi"))
            .Then.Fails("The step's handler failed: a bug")
            .When(run => run.Answer("human", "anyone?"))
            .Then.Refused(RunErrors.NoPendingInput);

    [Fact]
    public void A_handler_that_stops_unasked_has_failed_and_is_not_called_for_ever()
    {
        var calls = 0;
        var node = TestNodes.WithProcess((_, _, _, _) =>
        {
            calls++;
            return new(new AttemptOutcome.Stopped());
        });
        var run = node.Started(TestStrategies.Sequence("again"));
        run.UntilEnded();
        (calls, run.State.End!.Error!.Message).ShouldBe((1, "Step \"again\" failed: The step's handler stopped though nobody had asked it to."));
    }
}
