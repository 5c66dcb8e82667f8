using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.TestKit.Journal;

namespace Runs.Actors.Tests.Runs;

public sealed class JournalFaultTests
{
    private static readonly JournalFaults DiskFull = new() { NotWritten = 1 };

    [Fact]
    public void On_a_full_disk_a_command_is_refused_and_the_run_stays_as_it_was()
    {
        var run = TestStrategies.Sequence("human", "writer").WithEchoes().When(run => run.Start("hi")).Then.Asks("human").Run;
        var seq = run.Events[^1].Seq;
        run.Node.Journal.Faults = DiskFull;
        run.Answer("human", "lost").Error!.Code.ShouldBe(RefusalCodes.NotWritten);
        run.Stop().Error!.Code.ShouldBe(RefusalCodes.NotWritten);
        run.Node.Journal.Faults = JournalFaults.None;
        var state = run.Node.Ask(system => system.Describe(run.Id)).Require();
        (state.Seq, state.State.Status, state.State.Inputs.ContainsKey("human")).ShouldBe((seq, RunStatus.Running, true));
        run.Answer("human", "kept").Require();
        run.UntilEnded();
        run.Result.ShouldBe("<kept>");
    }

    [Fact]
    public void A_result_that_comes_while_the_disk_is_full_is_reported_until_it_is_stored()
    {
        var calls = 0;
        var node = TestNodes.WithProcess(async (time, _, _, _) =>
        {
            calls++;
            await Task.Delay(TimeSpan.FromSeconds(10), time);
            return DelegateHandler.Done("kept");
        });
        var run = node.Started(TestStrategies.Sequence("once"));
        run.UntilAttempted("once");
        node.Journal.Faults = DiskFull;
        run.Advance(TimeSpan.FromMinutes(10));
        run.HasEnded.ShouldBeFalse();
        node.Journal.Faults = JournalFaults.None;
        run.UntilEnded();
        (run.Result, calls).ShouldBe(("kept", 1));
    }

    [Fact]
    public void An_attempt_that_was_given_up_by_an_append_of_which_nobody_heard_is_ended_all_the_same()
    {
        var node = TestNodes.WithProcess(async (time, _, _, stop) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Forced);
            return DelegateHandler.Done("never");
        });
        var run = node.Started(TestStrategies.Sequence("once"));
        run.UntilAttempted("once");
        node.Journal.Faults = new JournalFaults { WritesAndFails = 1 };
        run.Advance(TimeSpan.FromHours(2));
        node.Journal.Faults = JournalFaults.None;
        run.UntilEnded();
        run.Seen<AttemptFailed>().ShouldHaveSingleItem().Error.Code.ShouldBe("attempt.timeout");
        run.Advance(TimeSpan.FromMinutes(1));
        node.System.LiveAttempts.ShouldBe(0);
    }

    [Fact]
    public void Whatever_the_journal_does_with_a_transaction_of_unknown_outcome_the_run_takes_one_result_a_step()
    {
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var calls = 0;
            var setup = TestStrategies.Sequence("once", "writer", "once").WithEchoes().WithAgent("once", request => $"{request.Message}{++calls}");
            var run = setup.With(options => options with { Seed = seed }).When(_ => { }).Run;
            run.Node.Journal.Faults = new JournalFaults { WritesAndFails = 0.2, FailsUnknown = 0.2 };
            run.Start("x");
            run.UntilEnded();
            (run.Result, calls).ShouldBe(("<x1>2", 2), $"seed {seed}");
        }
    }
}
