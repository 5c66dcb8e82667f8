using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>A turn costs what it changes: runs of this size come to their end within the time of any other test.</summary>
public sealed class LargeRunTests
{
    private const int Count = 10_000;

    [Fact]
    public void Ten_thousand_steps_in_a_row_are_four_events_each()
    {
        var run = Given.Flow($"type: sequential, steps: [{Steps(_ => "agent: a")}]").Unchecked().Started().Runs();

        run.State.Status.ShouldBe(RunStatus.Completed);
        run.Seq.ShouldBe(3 + (4 * Count));
        Fold(run).Steps.Count.ShouldBe(1 + Count);
    }

    [Fact]
    public void Ten_thousand_steps_side_by_side_are_joined_in_order()
    {
        var run = AllLive();
        run.State.Live.Count.ShouldBe(Count);
        for (var i = Count - 1; i >= 0; i--)
            run.Replies($"s1/{i}", $"{i}");

        run.Result.ShouldBe(string.Join(',', Enumerable.Range(0, Count)));
        Fold(run).End!.Result!.Inline.ShouldBe(run.Result);
    }

    [Fact]
    public void Ten_thousand_steps_of_one_agent_stand_in_line()
    {
        Given.Flow($"type: broadcast, steps: [{Steps(_ => "agent: a")}]").Unchecked().Started().Runs()
            .State.Conversation.Of("a").Count.ShouldBe(Count);
    }

    [Fact]
    public void Ten_thousand_attempts_under_way_are_given_up_together()
    {
        var run = AllLive();

        run.When(new StopRun()).Wakes();
        TakeTurns(run);

        run.State.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void A_join_of_ten_thousand_texts_and_a_reference_copies_each_text_once()
    {
        var text = Content.Of(new string('x', 4096));
        var contents = Enumerable.Repeat(text, Count).Append(Content.Of(new ArtifactRef("art", 1, "", "")));

        Content.Join("\n", contents).Parts[0].Text!.Length.ShouldBe((4096 + 1) * Count);
    }

    /// <summary>A broadcast to as many agents, each with an attempt under way.</summary>
    private static RunScript AllLive()
    {
        var agents = string.Concat(Enumerable.Range(0, Count).Select(i => $"  a{i}: {{ model: m }}\n"));
        var flow = $"flow: {{ name: f, type: broadcast, separator: ',', steps: [{Steps(i => $"agent: a{i}")}] }}";
        var run = Given.Strategy($"name: s\nversion: '1'\nagents:\n{agents}{flow}\n", new() { Concurrency = Count }).Unchecked().Started();
        TakeTurns(run);
        return run;
    }

    private static void TakeTurns(RunScript run)
    {
        while (Owed.Turn(run.State))
            run.When(new TimersDue());
    }

    private static string Steps(Func<int, string> step) => string.Join(", ", Enumerable.Range(0, Count).Select(i => $"{{ {step(i)} }}"));

    private static RunState Fold(RunScript run) =>
        run.Journal.Aggregate(RunState.Of(RunId.Parse("r1")), (state, append) => append.FoldInto(state));
}
