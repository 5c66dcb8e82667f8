using System.Collections.Immutable;
using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
using Runs.Steps.Models;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests.Subscriptions;

public sealed class ResumeTests
{
    private static readonly ImmutableArray<string> Sentence = ["Ein ", "scharfer ", "Wind: ", "\U0001F32C\uFE0F ", "und ", "\"Regen\"", "\n", "bis ", "morgen."];

    private static readonly ScriptedModel Writer = new() { Name = "mock/writer", Thinking = "hm", Deltas = Sentence, Repeat = 4, Delay = TimeSpan.FromMilliseconds(100) };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cut_off_anywhere_and_resumed_by_cursor_nothing_comes_twice_or_is_lost(int seed)
    {
        var random = new Random(seed);
        var run = Start(TestStrategies.Broadcast("writer", "critic"));
        var subscriber = ReconnectingSubscriber.Of(run, () => random.Next(1, 6), () => TimeSpan.FromMilliseconds(random.Next(0, 400)));
        Finish(run);
        Told(subscriber.Frames).ShouldBe(Told(run.Frames));
        subscriber.Connections.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void Cut_off_after_each_single_frame_everything_comes_once_thoughts_included()
    {
        var run = Start(TestStrategies.Sequence("writer", "critic"));
        var subscriber = ReconnectingSubscriber.Of(run, () => 1, () => TimeSpan.Zero);
        Finish(run);
        StreamedLines.Of(subscriber.Frames).ShouldBe(StreamedLines.Of(run.Frames));
    }

    [Fact]
    public void Whoever_comes_back_when_all_is_over_gets_the_rest_from_the_journal_from_every_place()
    {
        var run = Start(TestStrategies.Sequence("writer", "critic"));
        run.UntilEnded();
        var frames = run.Frames.ToList();
        var seq = 0L;
        for (var cut = 0; cut < frames.Count; cut++)
        {
            seq = Math.Max(seq, frames[cut].Seq);
            if (frames[cut] is not AgentStreaming { Cursor: var cursor })
                continue;
            var late = Rest(run, cursor.NotBefore(seq));
            Told(frames.Take(cut + 1).Concat(late)).ShouldBe(Told(frames), $"cut after frame {cut}");
        }
    }

    [Fact]
    public void After_a_crash_a_new_attempt_begins_and_the_old_ones_text_is_not_repeated()
    {
        var run = Start(TestStrategies.Sequence("writer"));
        run.Advance(TimeSpan.FromSeconds(1));
        var seen = run.Frames.OfType<AgentStreaming>().Last();
        run.Crash();
        var late = new List<RunFrame>();
        Read(run, seen.Cursor, late);
        Finish(run);
        StreamedLines.Of(late).ShouldBe(
        [
            "agent_streaming writer step-start", "agent_streaming writer thinking-start", "agent_streaming writer thinking: hm",
            "agent_streaming writer thinking-end", $"agent_streaming writer text: {Text}", $"agent_output writer: {Text}",
            $"agent_streaming writer done: {Text}", $"step_completed writer: {Text}", $"strategy_completed: {Text}",
        ]);
    }

    [Fact]
    public void A_reply_that_ended_before_a_restart_is_completed_from_the_journal()
    {
        var run = Start(TestStrategies.Sequence("writer", "human"));
        run.Advance(TimeSpan.FromSeconds(2));
        var seen = run.Frames.OfType<AgentStreaming>().Last();
        var before = run.Frames.ToList();
        run.UntilParked();
        run.Crash();
        run.UntilParked();
        var late = new List<RunFrame>();
        Read(run, seen.Cursor, late);
        run.Advance(TimeSpan.FromSeconds(1));
        Texts(before.Concat(late)).ShouldBe(Text);
        late.ShouldNotContain(frame => frame is AgentStreaming && ((AgentStreaming)frame).Event is StreamingEvent.StepStart);
        late.Last().ShouldBeOfType<RequestInput>();
    }

    private static string Text => string.Concat(Enumerable.Repeat(string.Concat(Sentence), 4));

    private static TestRun Start(TestStrategy strategy)
    {
        var run = new TestNode(new TestNodeOptions { Models = [Writer, Writer with { Name = "mock/critic", Delay = TimeSpan.FromMilliseconds(70) }] }).Prepare(strategy);
        run.Start("go");
        return run;
    }

    private static void Finish(TestRun run)
    {
        run.UntilEnded();
        run.Advance(TimeSpan.FromMinutes(1));
    }

    private static List<RunFrame> Rest(TestRun run, RunCursor cursor)
    {
        var frames = new List<RunFrame>();
        Read(run, cursor, frames);
        run.Advance(TimeSpan.FromMilliseconds(10));
        return frames;
    }

    private static void Read(TestRun run, RunCursor cursor, List<RunFrame> frames) => run.Node.Kernel.World.Start(async () =>
    {
        await foreach (var frame in run.Node.System.Frames(run.Id, cursor))
            frames.Add(frame);
    });

    /// <summary>What each agent shows, and the journaled frames. Thoughts that were missed aren't made up for: they are in no journal.</summary>
    private static List<string> Told(IEnumerable<RunFrame> frames)
    {
        var all = frames.Where(frame => frame is not AgentStreaming { Event: StreamingEvent.Thinking or StreamingEvent.ThinkingStart or StreamingEvent.ThinkingEnd }).ToList();
        return
        [
            .. StreamedLines.Of(all.Where(frame => frame is not AgentStreaming)),
            .. StreamedLines.Of(all.OfType<AgentStreaming>().Where(frame => frame.AgentName == "writer")),
            .. StreamedLines.Of(all.OfType<AgentStreaming>().Where(frame => frame.AgentName == "critic")),
        ];
    }

    private static string Texts(IEnumerable<RunFrame> frames) =>
        string.Concat(frames.OfType<AgentStreaming>().Select(frame => frame.Event is StreamingEvent.Text text ? text.Delta : ""));
}
