using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// Delete a run with its artifacts and its whole history. Only one that has ended, or was never started. Of one that is being
/// deleted already nothing changes.
/// </summary>
public sealed record EraseRun : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (state.Status == RunStatus.None)
            return new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}");
        if (state.Status.IsActive())
            return new RunError(RunErrors.Active, $"Run {state.RunId} has not ended ({state.Status.ToWord()}); stop or kill it first.");
        if (OtherRunsWait(state) is { } waits)
            return waits;
        if (!state.IsBeingErased)
            turn.Raise(new ErasureBegun(Erasure.ByRequest));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
    }

    internal static EraseRun Read(FieldReader fields)
    {
        fields.SkipRest();
        return new();
    }

    /// <summary>Why a run can't be deleted that has ended: it has not heard of another one, or another one of it.</summary>
    internal static RunError? OtherRunsWait(RunState state) =>
        !state.SubRuns.IsEmpty
            ? new RunError(RunErrors.Active, $"Run {state.RunId} still waits for the end of its sub-run {state.SubRuns.Values.First().Id}; delete it later.")
        : state.Report is not null ? new RunError(RunErrors.Active, $"The parent of run {state.RunId} has not heard of its end; delete it later.")
        : null;
}
