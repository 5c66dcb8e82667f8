using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// Begin nothing new until the run is resumed: no step, no attempt, no retry. What is under way may end and its results count; times that
/// come and people who answer are noted, and what follows from them begins after the pause. The run's longest time goes on.
/// </summary>
/// <param name="Reason">Why, for lists and people.</param>
/// <param name="Now">
/// Whether attempts under way are stopped too. Their steps are ready again without counting against the retry policy; those that may not be
/// repeated (<c>replay: never</c>) have no attempt left, because nobody knows how far they came.
/// </param>
public sealed record PauseRun(string Reason = PauseRun.ByClient, bool Now = false) : RunCommand
{
    /// <summary>The reason when a client asks and gives none.</summary>
    public const string ByClient = "Run paused by client";

    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (Refusal(state) is { } refusal)
            return refusal;
        if (!state.IsPausedByHand || (Now && state.Live.Values.Any(live => !state.Stops(live))))
            turn.Raise(new RunPaused(WellFormed.Of(Reason), Now));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("reason", Reason);
        fields.Flag("now", Now);
    }

    internal static PauseRun Read(FieldReader fields)
    {
        string reason = "";
        bool now = false;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "reason": reason = fields.Text(); break;
                case "now": now = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(reason, now);
    }

    private static RunError? Refusal(RunState state) => state.Status switch
    {
        RunStatus.None => new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}"),
        RunStatus.Prepared => new RunError(RunErrors.NotPausable, $"Run {state.RunId} was never started; there is nothing to pause."),
        RunStatus.Queued => new RunError(RunErrors.NotPausable, $"Run {state.RunId} waits in its queue and has not begun; there is nothing to pause."),
        RunStatus.Quarantined => new RunError(RunErrors.NotPausable, $"Run {state.RunId} is quarantined: it rests until somebody resumes it."),
        _ when state.Status.IsTerminal() => new RunError(RunErrors.Terminal, $"Run {state.RunId} has ended ({state.Status.ToWord()}); there is nothing to pause."),
        _ when state.IsUnwinding => new RunError(RunErrors.NotPausable, $"Run {state.RunId} is ending; it can't be paused any more."),
        _ => null,
    };
}
