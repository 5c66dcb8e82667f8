using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;
using Runs.Runtime.Journal;
using Runs.Simulation.Clients;

namespace Runs.Simulation.Checkers;

/// <summary>What must hold for the journal of a run, whatever has happened.</summary>
internal static class JournalChecker
{
    /// <summary>Checks a run's journal, and that it has all that was acknowledged.</summary>
    public static async Task<CheckedRun> Check(IJournalReader journal, RunId run, IEnumerable<Acknowledged> acknowledgements)
    {
        var head = await journal.Find(new("run", run.Value), default)
            ?? throw new CheckFailedException($"{run} has no journal, though its commands were acknowledged.");
        var stored = await journal.Read(head.StreamKey, 0, int.MaxValue, default);
        var (state, seq, epoch) = (RunState.Of(run), 0L, 0L);
        var commands = new Dictionary<string, RunEvent>();
        var succeeded = new HashSet<StepId>();
        var calls = new CallChecker();
        var steps = new StepChecker();
        var messages = new MessageChecker();
        var holds = new HoldChecker();
        var subRuns = new SubRunChecker();
        string? firstEnd = null;
        foreach (var append in stored)
        {
            Require(append.FirstSeq == seq + 1, $"{run} goes on with {append.FirstSeq} after {seq}");
            Require(append.Epoch >= epoch, $"{run} goes back from epoch {epoch} to {append.Epoch}");
            epoch = append.Epoch;
            foreach (var raised in RunEventCodec.Decode(append.Data))
            {
                seq++;
                if (raised.CommandId is { } id)
                    Require(commands.TryAdd(id, raised), $"{run} applied command {id} twice");
                if (raised is StepSucceeded step)
                    Require(succeeded.Add(step.Step), $"{run} accepted two results of {step.Step}");
                if (raised is StepTaken taken)
                    Require(succeeded.Add(taken.Step), $"{run} took {taken.Step} over, which had a result");
                if (raised is StepDispatched dispatched)
                    Require(!succeeded.Contains(dispatched.Step), $"{run} dispatched {dispatched.Step} after it had succeeded");
                if (raised is StepRetried retried && state.Steps[retried.Step].Phase != StepPhase.Exhausted)
                    succeeded.RemoveWhere(inner => inner != retried.Step && CallChecker.IsOf(inner, retried.Step));
                if ((calls.Problem(raised) ?? messages.Problem(raised) ?? holds.Problem(state, raised, append.At) ?? subRuns.Problem(raised)) is { } problem)
                    Require(false, $"{run} {problem}");
                Require(IsAwaited(state, raised), $"{run} listened to a straggler: {raised}");
                Require(IsLegal(state, raised), $"{run} stores {raised.Type} after its segment has ended");
                if (steps.Problem(state, raised) is { } broken)
                    Require(false, $"{run} {broken} (event {seq})");
                state = raised.ApplyTo(state, new EventStamp(seq, append.At));
                if (raised is RunEnded end)
                    firstEnd ??= end.Status;
                if (raised is RunEnded && steps.ProblemOfEnd(state) is { } wrongEnd)
                    Require(false, $"{run} {wrongEnd}:\n{StateDump.Of(state)}");
                Require(state.Live.Count <= (state.Current?.Settings.Concurrency ?? int.MaxValue), $"{run} has more live attempts than it may");
            }

            Require(!IsStuck(state), $"{run} has nothing to wait for after event {seq}:\n{StateDump.Of(state)}");
            Require(seq == append.LastSeq, $"{run} stores another number of events than {append.FirstSeq} to {append.LastSeq}");
        }

        foreach (var acknowledged in acknowledgements.Where(command => command.What is "start" or "steer" or "message" or "answer" or "question"))
            Require(commands.TryGetValue(acknowledged.CommandId, out var raised) && Shows(raised, acknowledged), $"{run} lost the acknowledged command {acknowledged.CommandId}");
        return new CheckedRun(state, seq, calls, steps, holds, subRuns) { FirstEnd = firstEnd };
    }

    /// <summary>Once a segment has ended, nothing but a new preparation follows, refusals of messages that come too late, and what runs around it say or are told.</summary>
    private static bool IsLegal(RunState state, RunEvent raised) =>
        state.End is null || raised is RunPrepared or RunStarted or PreparationDropped or Steered or SubRunEnded or ParentTold or StepMessaged { Denial: not null };

    /// <summary>An active run goes on by itself or waits for somebody. All of that must be in what is stored: a crash leaves nothing else.</summary>
    private static bool IsStuck(RunState state) =>
        state.Status is RunStatus.Running or RunStatus.Cancelling
        && state.End is null
        && state.Timers.IsEmpty
        && !state.AsksSomebody
        && state.SubRuns.IsEmpty
        && !Owed.Turn(state)
        && !Owed.Attempts(state).Any();

    private static bool Shows(RunEvent raised, Acknowledged command) => command.What switch
    {
        "steer" => raised is Steered steered && steered.Text == command.Text,
        "message" => raised is StepMessaged messaged && (messaged.Denial is not null || messaged.Text == command.Text),
        "question" => raised is ToolReplied { Error: null } replied && replied.Output.Inline == AskQuestion.Output(command.Text),
        "answer" => raised is StepSucceeded { Output: { } output } && output.Inline == command.Text,
        _ => true,
    };

    /// <summary>Only the attempt that the run waits for may end a step.</summary>
    private static bool IsAwaited(RunState state, RunEvent raised) => raised switch
    {
        ModelReplied replied => IsLive(state, replied.Step, replied.Attempt),
        ToolsCalled called => IsLive(state, called.Step, called.Attempt),
        ConversationCompacted compacted => IsLive(state, compacted.Step, compacted.Attempt),
        AttemptFailed failed => IsLive(state, failed.Step, failed.Attempt) || IsSubRun(state, failed.Step, failed.Attempt),
        AttemptStopped stopped => IsLive(state, stopped.Step, stopped.Attempt),
        _ => true,
    };

    private static bool IsSubRun(RunState state, StepId step, int attempt) =>
        state.Steps[step] is { Phase: StepPhase.Waiting, SubRun: not null } waiting && waiting.Attempt == attempt;

    private static bool IsLive(RunState state, StepId step, int attempt) =>
        state.Live.TryGetValue(step, out var live) && live.Attempt == attempt;

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new CheckFailedException(message);
    }
}
