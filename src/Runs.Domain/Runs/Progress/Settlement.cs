using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The end of a step that never begins.</summary>
internal static class Settlement
{
    private const int MostNamed = 8;

    /// <summary>Taken over when it has a result already. Blocked when a step that it needs did not succeed; else skipped, because one was skipped or its own condition does not hold.</summary>
    public static RunEvent Of(RunState state, StepId id)
    {
        if (state.Takes(id))
            return new StepTaken(id);
        var step = state.Steps[id];
        var node = state.NodeOf(step);
        var needs = node.Needs.Select(need => state.Steps[Places.Of(state, need, step)!.Value]).ToList();
        var failed = needs.Where(need => need.Phase.IsFailure()).ToList();
        if (failed.Count > 0)
            return new StepBlocked(id, new RunError(RunErrors.StepBlocked, $"It needs {Names(state, failed)}."));
        var skipped = needs.Where(need => need.Phase == StepPhase.Skipped).ToList();
        return new StepSkipped(id, skipped.Count > 0 ? $"It needs {Names(state, skipped)}." : "Its condition does not hold.");
    }

    private static string Names(RunState state, List<StepState> steps)
    {
        var named = string.Join(", ", steps.Take(MostNamed).Select(step => $"{state.NodeOf(step).Id} ({step.Phase.ToWord()})"));
        return steps.Count > MostNamed ? $"{named} and {steps.Count - MostNamed} more" : named;
    }
}
