using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.Commands;

/// <summary>The time of some of the run's timers has come, or its agenda waits for a turn. Does what is due; early, it does nothing.</summary>
public sealed record TimersDue : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (turn.State.Status == RunStatus.Quarantined)
        {
            if (turn.State.Expiry() is { } expiry && expiry.At <= turn.Now)
                Fire(turn, expiry);
            return null;
        }

        while (turn.HasBudget && !turn.State.Timers.IsEmpty && turn.State.Timers.Min is var timer && timer.At <= turn.Now)
            Fire(turn, timer);
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
    }

    internal static TimersDue Read(FieldReader fields)
    {
        fields.SkipRest();
        return new();
    }

    private static void Fire(RunTurn turn, RunTimer timer)
    {
        switch (timer.Kind)
        {
            case RunTimerKind.AttemptDeadline:
                TimeOut(turn, turn.State.Live[timer.Step]);
                break;
            case RunTimerKind.Backoff:
                turn.Raise(new RetryDue(timer.Step));
                break;
            case RunTimerKind.Delay:
                turn.Raise(new StepSucceeded(timer.Step, 0, null));
                break;
            case RunTimerKind.StopGrace:
                GiveUp(turn, timer);
                break;
            case RunTimerKind.PreparedExpiry:
                turn.Raise(new PreparationDropped(Expired: true));
                break;
            case RunTimerKind.PauseGrace:
                AttemptRules.Stop(turn, turn.State.Live[timer.Step], givenUp: true);
                break;
            case RunTimerKind.RunExpiry when turn.State.Status == RunStatus.Queued:
                turn.Raise(Agenda.Expired(turn.State));
                break;
            case RunTimerKind.RunExpiry:
                turn.Raise(new RunExpired());
                break;
            case RunTimerKind.SubRunDeadline:
                SubRuns.TimeOut(turn, timer.Step);
                break;
            case RunTimerKind.Retention:
                turn.Raise(new ErasureBegun(Erasure.ByRetention));
                if (turn.State.Report is not null || !turn.State.SubRuns.IsEmpty)
                    turn.Raise(new ErasureFailed(EraseRun.OtherRunsWait(turn.State)!, RetentionRules.RetryAt(turn.State, turn.Now)));
                break;
            default:
                throw new InvalidOperationException($"Nothing is known about timers of kind {timer.Kind}.");
        }
    }

    private static void TimeOut(RunTurn turn, LiveAttempt live)
    {
        var step = turn.State.Steps[live.Step];
        var timeout = Durations.Format(AttemptRules.TimeoutOf(turn.State, step));
        AttemptRules.Fail(turn, live, new AttemptFailure(
            new RunError(RunErrors.AttemptTimeout, $"The attempt took longer than {timeout}."))
        {
            Class = RetryPolicy.Timeout,
        });
    }

    /// <summary>The grace is over: what has not stopped by now is no longer listened to, and the segment, or the step, ends.</summary>
    private static void GiveUp(RunTurn turn, RunTimer timer)
    {
        var state = turn.State;
        foreach (var live in state.Live.Values.Where(live => IsIn(live.Step)))
            turn.Raise(new AttemptStopped(live.Step, live.Attempt, GivenUp: true));
        foreach (var sub in state.SubRuns.Values.Where(sub => !sub.IsLeft && IsIn(sub.Step)))
            turn.Raise(new SubRunLeft(sub.Step, sub.Id, Reason: null));
        Agenda.Work(turn);

        bool IsIn(StepId step) => state.IsUnwinding || Scopes.Around(state, state.Steps[step])?.Step == timer.Step;
    }
}
