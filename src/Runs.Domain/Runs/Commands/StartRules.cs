using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>What start and continue have in common: there must be a prepared segment, and none under way.</summary>
internal static class StartRules
{
    public static RunError? Refuse(RunState state)
    {
        if (state.Status.IsActive())
            return new RunError(RunErrors.AlreadyStarted, $"Run already started: {state.RunId}");
        return state.Pending is null
            ? new RunError(RunErrors.NotPrepared, $"Prepared run not found: {state.RunId}")
            : null;
    }
}
