using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>
/// Says what matters to who waits. Of the run: that it ended, is told to stop, is held, or needs a person. Of its steps: that the one
/// that is waited for has ended; or, when none is, that one ended without success, or that one of the sinks has ended. What agents say
/// and what tools do never matters.
/// </summary>
internal static class MaterialEvents
{
    /// <summary>What matters in an update; <see langword="null"/> when nothing does.</summary>
    /// <param name="update">The update.</param>
    /// <param name="target">The step that is waited for; <see langword="null"/> for the run.</param>
    public static MaterialEvent? Of(RunUpdate.Journaled update, string? target)
    {
        if (IsOfRun(update))
            return Make(update, EventPlace.StepOf(update.Event));
        var ended = target is null ? EndedStep(update) : EndedTarget(update, target);
        return ended is null ? null : Make(update, ended);
    }

    /// <summary>Whether a run is as it is because of something that matters, whenever that happened.</summary>
    public static bool Holds(RunState state, string? target) =>
        state.AsksSomebody
        || state.Status is RunStatus.Paused or RunStatus.Quarantined
        || (target is not null && StepReference.Find(state, target) is { } step && state.Steps[step].Phase.IsTerminal());

    private static bool IsOfRun(RunUpdate.Journaled update) => update.Event switch
    {
        WaitOpened { Until: null } or QuestionAsked => true,
        _ => update.After.Status != update.Before.Status && update.After.Status is not (RunStatus.Prepared or RunStatus.Queued or RunStatus.Running),
    };

    private static StepId? EndedStep(RunUpdate.Journaled update) => update.Event switch
    {
        StepFailed failed => failed.Step,
        StepBlocked blocked => blocked.Step,
        StepCancelled cancelled => cancelled.Step,
        StepSucceeded succeeded when IsSink(update.Before, succeeded.Step) => succeeded.Step,
        StepTaken taken when IsSink(update.Before, taken.Step) => taken.Step,
        StepSkipped skipped when IsSink(update.Before, skipped.Step) => skipped.Step,
        _ => null,
    };

    private static bool IsSink(RunState state, StepId step) => StepListing.IsSink(state, state.Steps[step]);

    /// <summary>A step may end by the end of one around it, so it is looked at and not the event.</summary>
    private static StepId? EndedTarget(RunUpdate.Journaled update, string target) =>
        StepReference.Find(update.After, target) is { } step
        && update.After.Steps[step].Phase.IsTerminal()
        && (!update.Before.Steps.TryGetValue(step, out var before) || !before.Phase.IsTerminal())
            ? step
            : null;

    private static MaterialEvent Make(RunUpdate.Journaled update, StepId? place)
    {
        // At the end of a cycle's round its steps are forgotten.
        var state = place is { } step && !update.After.Steps.ContainsKey(step) ? update.Before : update.After;
        var known = place is { } id ? state.Steps.GetValueOrDefault(id) : null;
        return new(
            update.Seq,
            update.Event.Type,
            known is null ? place?.Value : StepReference.Of(state, known),
            known?.Phase.ToWord(),
            EventSummary.Of(update.Event, state));
    }
}
