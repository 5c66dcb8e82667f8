using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.Progress;

/// <summary>What the end of an attempt means for its step.</summary>
internal static class AttemptRules
{
    /// <summary>How long an attempt may take: as the step says, else its agent, else the run's settings.</summary>
    public static TimeSpan TimeoutOf(RunState state, StepState step)
    {
        var settings = state.Current!.Settings;
        return state.NodeOf(step).Timeout ?? state.AgentOf(step).Settings switch
        {
            ProcessSettings process => process.Timeout ?? settings.ProcessTimeout,
            HttpSettings http => http.Timeout ?? HttpSettings.DefaultTimeout,
            _ => settings.ModelTimeout,
        };
    }

    /// <summary>A failed attempt: another one after a wait, or the end of the step.</summary>
    public static void Fail(RunTurn turn, LiveAttempt live, AttemptFailure failure)
    {
        if (turn.State.Stops(live))
        {
            turn.Raise(new AttemptStopped(live.Step, live.Attempt, GivenUp: false));
            return;
        }

        var step = turn.State.Steps[live.Step];
        var retryAt = RetryAt(turn, live, step, failure);
        turn.Raise(new AttemptFailed(live.Step, live.Attempt, failure.Error, retryAt, WellFormed.Of(failure.Partial)));
        if (retryAt is null)
            Exhaust(turn, live, failure.Error);
        else if (retryAt <= turn.Now)
            turn.Raise(new RetryDue(live.Step));
    }

    /// <summary>Whether a lost attempt may run again: as the step says, else its agent. Models may, processes may not, requests by their method.</summary>
    public static bool MayReplay(RunState state, StepState step) =>
        (state.NodeOf(step).Replay ?? state.AgentOf(step).Settings switch
        {
            ProcessSettings process => process.Replay,
            HttpSettings http => http.Replay,
            _ => ReplayPolicy.Safe,
        }) == ReplayPolicy.Safe;

    private static DateTimeOffset? RetryAt(RunTurn turn, LiveAttempt live, StepState step, AttemptFailure failure)
    {
        var state = turn.State;
        if (failure.Error.Code == RunErrors.AttemptLost)
            return MayReplay(state, step) ? turn.Now : null;
        var policy = state.NodeOf(step).Retry ?? DefaultPolicy(state, step);
        var counted = live.Attempt - step.AttemptsForgiven;
        if (failure.IsPermanent || !policy.Allows(counted, failure.Error.Code, failure.Class))
            return null;
        var wait = policy.DelayBefore(counted + 1, Jitter(state.RunId, live));
        return turn.Now.After(failure.RetryAfter > wait ? failure.RetryAfter.Value : wait);
    }

    /// <summary>A step can do without the summary of its conversation, and without nothing else.</summary>
    private static void Exhaust(RunTurn turn, LiveAttempt live, RunError error)
    {
        var pauses = turn.State.NodeOf(turn.State.Steps[live.Step]).OnExhausted == ExhaustedAction.Pause;
        turn.Raise(live.IsCompaction ? new CompactionSkipped(live.Step, error)
            : pauses ? new StepExhausted(live.Step)
            : new StepFailed(live.Step, error));
    }

    /// <summary>
    /// Models are asked again for errors that pass by themselves, as their SDKs do, and so are servers when that is harmless; processes
    /// aren't run again.
    /// </summary>
    private static RetryPolicy DefaultPolicy(RunState state, StepState step) => state.AgentOf(step).Settings switch
    {
        LlmSettings model => Transient(1 + (int)Math.Clamp(model.ModelOptions.MaxRetries ?? 2, 0, int.MaxValue - 1)),
        HttpSettings when MayReplay(state, step) => Transient(3),
        _ => new RetryPolicy { MaxAttempts = 1 },
    };

    private static RetryPolicy Transient(int attempts) => new() { MaxAttempts = attempts, On = [RetryPolicy.Transient] };

    /// <summary>A number from 0 to 1 that depends on the attempt alone, so that deciding stays pure.</summary>
    private static double Jitter(string runId, LiveAttempt live)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in runId)
            hash = (hash ^ c) * 1099511628211;
        foreach (var c in live.Unit.Value)
            hash = (hash ^ c) * 1099511628211;
        hash = (hash ^ (uint)live.Attempt) * 1099511628211;
        return (hash >> 11) * (1.0 / (1UL << 53));
    }
}
