using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>What happens in a run, in one line each.</summary>
internal sealed class RunLines(Marks marks)
{
    /// <summary>The line of an event; <see langword="null"/> for those that people needn't know.</summary>
    public string? Of(RunUpdate.Journaled update)
    {
        var (before, after) = (update.Before, update.After);
        return update.Event switch
        {
            RunStarted => $"run {after.RunId} of \"{PlainText.OneLine(after.Current!.Plan.Name)}\" started",
            RunQueued => $"run {after.RunId} of \"{PlainText.OneLine(after.Pending!.Plan.Name)}\" waits in queue {after.Pending!.Admission!.Queue}",
            RunRecovered => "going on after an interruption",
            RunResumed => "resumed",
            StepDispatched { IsCompaction: true } summary => $"{marks.Running} {after.NameOf(summary.Step)} summarises its conversation",
            StepDispatched dispatched => $"{marks.Running} {after.NameOf(dispatched.Step)}{Which(after.Steps[dispatched.Step])}",
            QuestionAsked asked => $"{marks.Waiting} {after.NameOf(asked.Step)} asks: {PlainText.OneLine(asked.Question)}",
            CompactionSkipped skipped => $"{marks.Retrying} {after.NameOf(skipped.Step)} goes on without a summary: {PlainText.OneLine(skipped.Error.Message)}",
            SubRunOpened opened => $"{marks.Running} {after.NameOf(opened.Step)} runs as {opened.SubRun}{(opened.Attempt > 1 ? $", attempt {opened.Attempt}" : "")}",
            SubRunLeft left => $"{marks.Cancelled} {after.NameOf(left.Step)} no longer waits for {left.SubRun}",
            WaitOpened { Until: null } wait => $"{marks.Waiting} {after.NameOf(wait.Step)} waits for an answer",
            WaitOpened wait => $"{marks.Running} {after.NameOf(wait.Step)} waits until {wait.Until:u}",
            StepSucceeded succeeded when before.IsWork(succeeded.Step) => Succeeded(update, succeeded),
            AttemptFailed { RetryAt: not null } failed => $"{marks.Retrying} {before.NameOf(failed.Step)}: {PlainText.OneLine(failed.Error.Message)}",
            StepFailed failed => $"{marks.Of(after.Steps.GetValueOrDefault(failed.Step)?.Phase ?? StepPhase.Failed)} {before.NameOf(failed.Step)}: {PlainText.Lines(failed.Error.Message)}",
            StepTaken taken when after.IsWork(taken.Step) => $"{marks.Done} {after.NameOf(taken.Step)} taken over from {after.Current!.Fork!.Run}",
            StepBlocked blocked => $"{marks.Blocked} {before.NameOf(blocked.Step)} is blocked: {PlainText.OneLine(blocked.Error.Message)}",
            StepSkipped skipped => $"{marks.Skipped} {before.NameOf(skipped.Step)} is skipped: {PlainText.OneLine(skipped.Reason)}",
            StepCancelled cancelled => $"{marks.Cancelled} {before.NameOf(cancelled.Step)}: {PlainText.OneLine(cancelled.Error.Message)}",
            StepExhausted exhausted => $"{marks.Exhausted} {before.NameOf(exhausted.Step)} has no attempt left",
            AttemptStopped stopped => $"{marks.Cancelled} {before.NameOf(stopped.Step)} {(stopped.GivenUp ? "did not stop in time" : "stopped")}",
            CancelRequested => "stopping",
            Steered => "steered",
            StepMessaged { Denial: null } messaged => $"{after.NameOf(messaged.Step)} was sent a message",
            StepContinued continued => $"{marks.Running} {after.NameOf(continued.Step)} goes on, for messages wait",
            RunQuarantined quarantined => $"in quarantine: {quarantined.Reason}",
            RunEnded ended => $"run {after.RunId} {ended.Status}{Took(after)}",
            _ => null,
        };
    }

    /// <summary>Which call of a model it is and which attempt, from the second of each.</summary>
    private static string Which(StepState step) =>
        (step.Loop is { Rounds.Count: > 0 and var rounds } ? $", call {rounds + 1}" : "") + (step.AttemptOfCall > 1 ? $", attempt {step.AttemptOfCall}" : "");

    private string Succeeded(RunUpdate.Journaled update, StepSucceeded succeeded)
    {
        // A step of a cycle's last round may be forgotten with the event that ends the round.
        var name = update.Before.NameOf(succeeded.Step);
        var started = update.Before.Steps[succeeded.Step].StartedAt ?? update.At;
        return $"{marks.Done} {name} {Elapsed.Format(update.At - started)}";
    }

    private static string Took(RunState state) =>
        Elapsed.Between(state.Current?.StartedAt, state.End?.At) is { } took ? $" after {took}" : "";
}
