using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>What start and continue have in common: each needs a prepared segment of its own kind that is not under way.</summary>
internal static class StartRules
{
    /// <summary>The refusal of a start.</summary>
    public static RunError? RefuseStart(RunState state) =>
        SegmentOf(state) is { Number: > 1 }
            ? new RunError(RunErrors.IsContinuation, $"Run was prepared for continuation: {state.RunId}")
            : Refuse(state);

    /// <summary>The refusal of a continuation.</summary>
    public static RunError? RefuseContinue(RunState state) =>
        SegmentOf(state) is { Number: 1 }
            ? new RunError(RunErrors.NotContinuation, $"Run was not prepared for continuation: {state.RunId}")
            : Refuse(state);

    private static RunError? Refuse(RunState state)
    {
        if (state.IsBeingErased)
            return ErasingRun.Refusal(state);
        if (state.Status.IsActive())
            return new RunError(RunErrors.AlreadyStarted, $"Run already started: {state.RunId}");
        return state.Pending is null
            ? new RunError(RunErrors.NotPrepared, $"Prepared run not found: {state.RunId}")
            : null;
    }

    /// <summary>The segment that is prepared or under way. Clients know the mode to be checked before whether it is.</summary>
    private static Segment? SegmentOf(RunState state) =>
        state.Pending ?? (state.Status.IsActive() ? state.Current : null);
}
