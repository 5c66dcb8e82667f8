using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>How long a run is kept that has ended: a time from its end, whatever happens in between. While it may go on, nothing is due.</summary>
public static class RetentionRules
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>When a run that has ended is deleted, unless a deletion has failed; <see langword="null"/> for never.</summary>
    public static DateTimeOffset? ExpiresAt(RunState state) =>
        state.Pending is null && state.End is { } end && state.Current is { } last && Of(last) is { } kept ? end.At.After(kept) : null;

    /// <summary>When a deletion that has just failed is tried again; <see langword="null"/> for not by itself.</summary>
    public static DateTimeOffset? RetryAt(RunState state, DateTimeOffset now)
    {
        if (ExpiresAt(state) is not { } due)
            return null;
        var wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(state.Erasure!.Failures, 10)));
        var soonest = now.After(wait);
        return due > soonest ? due : soonest;
    }

    /// <summary>Of a run that has just ended, or whose continuation was dropped: it is deleted when its time has come.</summary>
    internal static RunState Arm(RunState state) =>
        !state.IsBeingErased && ExpiresAt(state) is { } due ? state.WithTimer(due, RunTimerKind.Retention, StepId.Root(state.Current!.Number)) : state;

    /// <summary>Nothing is due any more. A run that has ended has hardly any timers.</summary>
    internal static RunState Disarm(RunState state)
    {
        foreach (var timer in state.Timers.Where(timer => timer.Kind == RunTimerKind.Retention).ToList())
            state = state with { Timers = state.Timers.Remove(timer) };
        return state;
    }

    private static TimeSpan? Of(Segment segment) => segment.Plan.Nodes[0].Retention ?? segment.Settings.Retention;
}
