using System.Globalization;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Runs;

public sealed class RunStatesTests
{
    [Fact]
    public void A_run_is_read_exactly_as_it_was_after_any_of_its_events()
    {
        var (node, run) = Ended();
        var states = new RunStates(node.Journal.Contents);

        foreach (var order in new[] { run.Events, run.Events.Reverse() })
        {
            foreach (var update in order)
            {
                var read = Read(states, run.Id, update.Seq);
                read.Seq.ShouldBe(update.Seq);
                Sketch(read.State).ShouldBe(Sketch(update.After));
            }
        }
    }

    [Fact]
    public void What_was_read_before_is_not_read_again()
    {
        var (node, run) = Ended();
        var (journal, from) = JournalReads.Of(node.Journal.Contents);
        var states = new RunStates(journal);
        var last = run.Events[^1].Seq;
        Read(states, run.Id, last - 1);
        from.Clear();

        Read(states, run.Id, last);
        Read(states, run.Id, last);
        from.ShouldBe([last - 1]);
    }

    [Fact]
    public void Only_the_latest_runs_are_kept()
    {
        var node = new TestNode();
        var runs = Enumerable.Range(0, RunStates.Kept + 1).Select(_ => node.Prepare(TestStrategies.Sequence("human"))).ToList();
        var (journal, from) = JournalReads.Of(node.Journal.Contents);
        var states = new RunStates(journal);
        foreach (var run in runs)
            Read(states, run.Id, 1);
        from.Clear();

        Read(states, runs[^1].Id, 1);
        from.ShouldBeEmpty();
        Read(states, runs[0].Id, 1);
        from.ShouldBe([0L]);
    }

    [Fact]
    public void A_run_that_was_deleted_meanwhile_and_its_successor_are_not_taken_for_each_other()
    {
        var (node, run) = Ended();
        var states = new RunStates(node.Journal.Contents);
        var last = run.Events[^1].Seq;
        Read(states, run.Id, last).State.Status.ShouldBe(RunStatus.Completed);
        run.Delete().Require();

        Read(states, run.Id, last).ShouldSatisfyAllConditions(
            gone => gone.Seq.ShouldBe(0), gone => gone.State.Status.ShouldBe(RunStatus.None));
        run.Prepare(TestStrategies.Sequence("human")).Require();
        Read(states, run.Id, 1).State.Status.ShouldBe(RunStatus.Prepared);
        Read(states, run.Id, last).State.Status.ShouldBe(RunStatus.None);
    }

    private static (TestNode Node, TestRun Run) Ended()
    {
        var node = new TestNode();
        var run = node.Started(TestStrategies.Sequence("human", "human"));
        run.UntilParked();
        run.Answer("human", "one").Require();
        run.UntilParked();
        run.Answer("human", "two").Require();
        run.UntilEnded();
        return (node, run);
    }

    private static RunReply Read(RunStates states, RunId run, long seq)
    {
        var read = states.At(run, seq, CancellationToken.None).AsTask();
        read.IsCompleted.ShouldBeTrue("memory answers at once");
        return read.GetAwaiter().GetResult();
    }

    private static string Sketch(RunState state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{state.Status} {string.Join(' ', state.Steps.Values.Select(step => $"{step.Id}:{step.Phase}:{step.Output}"))} waits {string.Join(' ', state.Inputs.Keys)} end {state.End}");
}
