using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>Delete a run with its whole history. Only one that has ended, or was never started.</summary>
public sealed record EraseRun : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (state.Status == RunStatus.None)
            return new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}");
        if (state.Status.IsActive())
            return new RunError(RunErrors.Active, $"Run {state.RunId} has not ended ({state.Status.ToWord()}); stop or kill it first.");
        if (!state.SubRuns.IsEmpty)
            return new RunError(RunErrors.Active, $"Run {state.RunId} still waits for the end of its sub-run {state.SubRuns.Values.First().Id}; delete it later.");
        if (state.Report is not null)
            return new RunError(RunErrors.Active, $"The parent of run {state.RunId} has not heard of its end; delete it later.");
        turn.Raise(new RunErased());
        return null;
    }
}
