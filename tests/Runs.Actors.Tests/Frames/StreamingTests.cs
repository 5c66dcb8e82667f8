using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Frames;

public sealed class StreamingTests
{
    private static readonly ScriptedModel Slow = new()
    {
        Name = "mock/writer",
        Thinking = "hm",
        Deltas = ["one ", "two ", "three"],
        Delay = TimeSpan.FromSeconds(1),
        Usage = new(3, 4),
    };

    [Fact]
    public void A_model_thinks_streams_outputs_and_is_done_in_that_order()
    {
        var run = Start(TestStrategies.Sequence("writer"));
        run.UntilEnded();
        StreamedLines.Of(run.Frames).ShouldBe(
        [
            "strategy_started Test",
            "step_started writer: go",
            "agent_streaming writer step-start",
            "agent_streaming writer thinking-start",
            "agent_streaming writer thinking: hm",
            "agent_streaming writer thinking-end",
            "agent_streaming writer text: one two three",
            "agent_output writer: one two three",
            "agent_streaming writer done: one two three",
            "step_completed writer: one two three",
            "strategy_completed: one two three",
        ]);
        run.Frames.OfType<AgentStreaming>().ShouldAllBe(frame => frame.Model == "mock/writer" && !frame.IsDetail);
        run.Frames.OfType<StrategyCompleted>().Single().Usage.ShouldBe(new(3, 4));
    }

    [Fact]
    public void Live_frames_carry_the_number_of_the_journaled_frame_before_them_and_those_only_rise()
    {
        var run = Start(TestStrategies.Sequence("writer", "critic"));
        run.UntilEnded();
        var last = 0L;
        foreach (var frame in run.Frames)
        {
            if (frame is AgentStreaming)
                frame.Seq.ShouldBe(last);
            else
                frame.Seq.ShouldBeGreaterThan(last);
            last = frame.Seq;
        }
    }

    [Fact]
    public void Who_comes_late_gets_the_text_so_far_and_goes_on_in_mid_sentence()
    {
        var run = Start(TestStrategies.Sequence("writer"));
        run.Advance(TimeSpan.FromSeconds(2.5));
        var late = Subscriber.Of(run);
        run.Advance(TimeSpan.FromSeconds(0.1));
        late.Lines[^1].ShouldBe("agent_streaming writer text: one two ");
        run.UntilEnded();
        run.Advance(TimeSpan.FromSeconds(1));
        late.Lines.ShouldBe(StreamedLines.Of(run.Frames));
    }

    [Fact]
    public void Who_is_slow_misses_no_frame_and_no_text()
    {
        var run = Start(TestStrategies.Sequence("writer", "critic"));
        var slow = Subscriber.Of(run, pace: TimeSpan.FromSeconds(20));
        run.UntilEnded();
        run.Advance(TimeSpan.FromHours(1));
        slow.Lines.Where(line => !line.Contains("thinking", StringComparison.Ordinal))
            .ShouldBe(StreamedLines.Of(run.Frames).Where(line => !line.Contains("thinking", StringComparison.Ordinal)));
    }

    [Fact]
    public void Text_whose_live_output_is_out_of_reach_comes_from_the_journal_before_the_output()
    {
        var run = Start(TestStrategies.Sequence("writer"));
        var lines = new List<RunFrame>();
        var world = run.Node.Kernel.World;
        world.Start(async () =>
        {
            // As a reader in another process, which has the journal and nothing else.
            var mapper = new FrameMapper(run.Id, RunCursor.Start, world.Time, (content, _) => new(content.Inline!));
            var feed = new RunFeed(run.Node.Journal, run.Id, new PollingWatch(world.Time, TimeSpan.FromMilliseconds(100)));
            await foreach (var update in feed.Read(0))
                lines.AddRange(await mapper.Map(update));
        });
        run.UntilEnded();
        run.Advance(TimeSpan.FromSeconds(1));
        StreamedLines.Of(lines).ShouldBe(StreamedLines.Of(run.Frames).Where(line => !line.Contains("thinking", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_end_of_one_step_takes_nothing_from_the_text_of_those_beside_it()
    {
        var brief = new ScriptedModel { Name = "mock/writer", Reply = "x" };
        var node = new TestNode(new TestNodeOptions { Models = [brief, Slow with { Name = "mock/critic", Delay = TimeSpan.FromMilliseconds(60) }] });
        var run = node.Prepare(TestStrategies.Broadcast("writer", "critic"));
        // It reads of the brief one's end when the other has shown something, but isn't done.
        var slow = Subscriber.Of(run, pace: TimeSpan.FromMilliseconds(35));
        run.Start("go");
        run.UntilEnded();
        run.Advance(TimeSpan.FromMinutes(1));
        string.Concat(slow.Frames.OfType<AgentStreaming>()
            .Where(frame => frame.AgentName == "critic")
            .Select(frame => frame.Event is StreamingEvent.Text text ? text.Delta : "")).ShouldBe("one two three");
    }

    [Fact]
    public void A_second_attempt_begins_its_text_anew()
    {
        var flaky = Slow with { Thinking = null, Error = "lost the thread", Retryable = true, FailAfter = 1, FailTimes = 1 };
        Scenario.Given(TestStrategies.Sequence("writer")).WithModel(flaky)
            .When(run => run.Start("go"))
            .Then.Result("one two three")
            .And.That(run => StreamedLines.Of(run.Frames.OfType<AgentStreaming>()).ShouldBe(
            [
                "agent_streaming writer step-start",
                "agent_streaming writer text: one ",
                "agent_streaming writer step-start",
                "agent_streaming writer text: one two three",
                "agent_streaming writer done: one two three",
            ]));
    }

    [Fact]
    public void The_output_of_a_process_is_a_detail_and_ends_with_its_step()
    {
        Scenario.Given(TestStrategies.Sequence("once")).WithAgent("once", "printed")
            .When(run => run.Start())
            .Then.Frames("strategy_started Test", "step_started once: ", "step_completed once: printed", "strategy_completed: printed")
            .And.That(run => run.Frames.OfType<AgentStreaming>().Single().ShouldSatisfyAllConditions(
                frame => frame.Event.ShouldBe(new StreamingEvent.Text("printed")),
                frame => frame.IsDetail.ShouldBeTrue()));
    }

    private static TestRun Start(TestStrategy strategy)
    {
        var run = new TestNode(new TestNodeOptions { Models = [Slow, Slow with { Name = "mock/critic" }] }).Prepare(strategy);
        run.Start("go");
        return run;
    }
}
