using Runs.Actors.Frames;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Frames;

/// <summary>A graph's steps are told like those of the root flow.</summary>
public sealed class GraphFrameTests
{
    [Fact]
    public void Steps_begin_and_complete_by_their_ids_and_each_says_what_it_works_on() =>
        Graph("{ id: a, agent: do }", "{ id: b, agent: do, needs: [a], task: 'see {{steps.a.output}}' }", "{ id: c, agent: do, needs: [a, b] }")
            .When(run => run.Start("hi"))
            .Then.Frames(
                "strategy_started Test",
                "step_started a: hi", "step_completed a: <hi>",
                "step_started b: see <hi>", "step_completed b: <see <hi>>",
                "step_started c: <hi>\n\n<see <hi>>", "step_completed c: <<hi>\n\n<see <hi>>>",
                "strategy_completed: <<hi>\n\n<see <hi>>>")
            .And.That(run => run.Frames.OfType<StepFrame>().Where(frame => frame is StepStarted or StepCompleted)
                .ShouldAllBe(frame => !frame.IsDetail && frame.ParentStep.Value == "s1"));

    [Fact]
    public void A_step_that_fails_ends_and_so_does_what_can_not_or_must_not_begin() =>
        Graph(
            "{ id: bad, agent: bad }", "{ id: hurt, agent: do, needs: [bad] }", "{ id: off, agent: do, when: 'a == b' }",
            "{ id: none, agent: do, needs: [off] }", "{ id: late, agent: do, after: [bad, hurt] }")
            .When(run => run.Start("hi", requestId: "r1"))
            .Then.That(run =>
            {
                run.Until(seen => seen.Frames.Any(frame => frame is StrategyError), "the frame of the end");
                run.Frames.OfType<StepEnded>().Select(FrameLine.Of).ShouldBe(
                [
                    "step_ended off skipped: Its condition does not hold.", "step_ended none skipped: It needs off (skipped).",
                    "step_ended bad failed: The step's handler failed: no", "step_ended hurt blocked: It needs bad (failed).",
                ], ignoreOrder: true);
                run.Frames.OfType<StepStarted>().Select(frame => frame.StepName).ShouldBe(["bad", "late"]);
                var end = run.Frames.OfType<StrategyError>().Single();
                (end.Reason, end.RequestId).ShouldBe(("mixed", "r1"));
                Chain(run);
            });

    [Fact]
    public void A_step_that_takes_the_run_down_has_no_end_of_its_own() =>
        Scenario.Given(TestStrategies.Sequence("once")).WithAgent("once", _ => throw new InvalidOperationException("no"))
            .When(run => run.Start("hi"))
            .Then.That(run =>
            {
                run.Until(seen => seen.Frames.Any(frame => frame is StrategyError), "the frame of the end");
                run.Frames.OfType<StepEnded>().ShouldBeEmpty();
                run.Frames.OfType<StrategyError>().Single().Reason.ShouldBe("failed");
            });

    [Fact]
    public void Instances_of_a_list_are_details_and_have_their_numbers() =>
        Graph("{ id: files, agent: do, forEach: '[\"x\", \"y\"]' }", "{ id: all, agent: do, needs: [files] }")
            .When(run => run.Start("hi"))
            .Then.Result("<<x>\n\n<y>>")
            .And.That(run =>
            {
                run.Frames.OfType<StepStarted>().Where(frame => !frame.IsDetail).Select(frame => frame.StepName).ShouldBe(["files", "all"]);
                var instances = run.Frames.OfType<StepCompleted>().Where(frame => frame.IsDetail).ToList();
                instances.Select(frame => frame.StepName).Order().ShouldBe(["files[0]", "files[1]"]);
                instances.ShouldAllBe(frame => frame.ParentStep.Value == "s1/files");
                Chain(run);
            });

    [Fact]
    public void A_flow_in_a_graph_is_one_step_and_fails_as_one() =>
        Graph("{ id: two, name: Two, type: sequential, steps: [{ agent: do }, { agent: bad }, { agent: do }] }", "{ id: other, agent: do }")
            .When(run => run.Start("hi"))
            .Then.That(run =>
            {
                run.Until(seen => seen.Frames.Any(frame => frame is StrategyError), "the frame of the end");
                run.Frames.OfType<StepEnded>().Select(frame => (frame.StepName, frame.Status, frame.IsDetail)).ShouldBe([("bad", "failed", true), ("two", "failed", false)]);
                run.Frames.OfType<StrategyError>().Single().Reason.ShouldBe("mixed");
            });

    [Fact]
    public void A_skipped_step_that_ends_a_round_is_told_although_the_next_round_has_forgotten_it() =>
        Graph("{ id: rounds, name: Rounds, type: cycle, cycles: 2, steps: [{ agent: do }, { agent: bad, when: 'a == b' }] }")
            .When(run => run.Start("hi"))
            .Then.That(run =>
            {
                run.Until(seen => seen.Frames.Any(frame => frame is StrategyCompleted), "the frame of the end");
                run.Frames.OfType<StepEnded>().Select(FrameLine.Of).ShouldBe(Enumerable.Repeat("step_ended bad skipped: Its condition does not hold.", 2));
                Chain(run);
            });

    [Fact]
    public void A_stopped_run_has_no_reason() =>
        Graph("{ id: ask, agent: human }")
            .When(run => run.Start("hi"))
            .Then.Waits()
            .When(run => run.Stop())
            .Then.Stops()
            .And.That(run => run.Frames.OfType<StrategyError>().Single().Reason.ShouldBeNull());

    /// <summary>Agents that do, that fail, and that ask.</summary>
    internal static ScenarioSetup Graph(params string[] steps) => Scenario.Given(TestStrategy.Text(Text(steps)))
        .WithAgent("do", request => $"<{request.Message}>")
        .WithAgent("bad", _ => throw new InvalidOperationException("no"));

    internal static string Text(params string[] steps) => $$"""
        name: Test
        version: "1"
        agents:
          do: { type: process, config: { command: do } }
          long: { type: process, config: { command: long } }
          face: { type: process, config: { command: face } }
          bad: { type: process, config: { command: bad } }
          say: { model: mock/say }
          human: { type: user, config: { ask: always } }
          slow: { type: delay, config: { duration: 20s } }
          hour: { type: delay, config: { duration: 1h } }
        flow:
          name: Main
          type: graph
          objective: Notes of {{"{{input}}"}}
          steps:
            - {{string.Join("\n    - ", steps)}}
        """;

    /// <summary>Each journaled frame says which came before it.</summary>
    private static void Chain(TestRun run)
    {
        var (plain, all) = (0L, 0L);
        foreach (var frame in run.Frames.Where(frame => frame.Links is not null))
        {
            (frame.Links!.Plain, frame.Links.WithDetail).ShouldBe((plain, all));
            all = frame.Seq;
            plain = frame.IsDetail ? plain : frame.Seq;
        }
    }
}
