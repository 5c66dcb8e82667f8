using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// Let a paused or quarantined run go on. A run that is under way stays as it is; one that waits for nothing but a time is noted
/// as resumed, so that lists show who has it now.
/// </summary>
public sealed record ResumeRun : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        switch (state.Status)
        {
            case RunStatus.Paused or RunStatus.Quarantined:
                turn.Raise(new RunResumed());
                return null;
            case RunStatus.Running when state.Live.IsEmpty && !state.Timers.IsEmpty:
                turn.Raise(new RunResumed());
                return null;
            case RunStatus.Queued or RunStatus.Running or RunStatus.Cancelling:
                return null;
            case RunStatus.None:
                return new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}");
            case RunStatus.Prepared:
                return new RunError(RunErrors.NotPrepared, $"Run {state.RunId} was never started; start it instead.");
            default:
                return new RunError(RunErrors.Terminal, $"Run {state.RunId} has ended ({state.Status.ToWord()}); continue it instead.");
        }
    }

    internal override void Write(FieldWriter fields)
    {
    }

    internal static ResumeRun Read(FieldReader fields)
    {
        fields.SkipRest();
        return new();
    }
}
