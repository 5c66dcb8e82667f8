using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>A run that is being deleted, to which nothing else may happen.</summary>
internal static class ErasingRun
{
    public static RunError Refusal(RunState state) =>
        new(RunErrors.Erasing, $"Run {state.RunId} is being deleted; give the new run another id, or wait until it is gone.");
}
