using Runs.Domain.Runs.State;

namespace Runs.Actors.Artifacts;

/// <summary>
/// What a step is called where people read it: its author's id, else its place with dots, such as <c>s1.0~2.observer</c>. Unique in an
/// execution, because ids have no dots; safe in the name of a file.
/// </summary>
public static class StepLabel
{
    /// <summary>The label of a step of the last execution.</summary>
    public static string Of(RunState state, StepState step) =>
        state.Current!.Plan.Nodes[step.Node].Id ?? step.Id.Value.Replace('/', '.');
}
