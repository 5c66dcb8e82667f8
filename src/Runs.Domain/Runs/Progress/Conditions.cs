using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>Whether a step is executed or skipped.</summary>
internal static class Conditions
{
    /// <summary>Whether the step's condition, if it has one, holds for what the run knows now. Of a large text its beginning and end are compared.</summary>
    public static bool Holds(RunState state, StepState step) =>
        state.NodeOf(step).When is not { } when
        || when.Holds(TaskText.Render(when.Left, state, step).Preview, TaskText.Render(when.Right, state, step).Preview);
}
