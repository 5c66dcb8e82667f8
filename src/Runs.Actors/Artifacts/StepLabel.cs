using System.Globalization;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Artifacts;

/// <summary>
/// What a step is called where people read it: its author's id (<c>draft</c>), of an instance of a list that of the list with its index
/// (<c>files[3]</c>), of what stands in an instance its own after that (<c>files[3].check</c>), else its place with dots
/// (<c>s1.0~2.observer</c>). Unique in an execution, because ids have neither dots nor brackets; safe in the name of a file.
/// </summary>
public static class StepLabel
{
    /// <summary>The label of a step of the last execution.</summary>
    public static string Of(RunState state, StepState step)
    {
        if (step.Instance >= 0)
            return string.Create(CultureInfo.InvariantCulture, $"{Of(state, state.Steps[step.Parent])}[{step.Instance}]");
        var id = state.Current!.Plan.Nodes[step.Node].Id;
        if (!StandsInInstance(state, step))
            return id ?? step.Id.Value.Replace('/', '.');
        return $"{Of(state, state.Steps[step.Parent])}.{id ?? step.Id.Value[(step.Parent.Value.Length + 1)..].Replace('/', '.')}";
    }

    private static bool StandsInInstance(RunState state, StepState step)
    {
        for (var around = step; around.Id != around.Parent; around = state.Steps[around.Parent])
        {
            if (around.Instance >= 0)
                return true;
        }

        return false;
    }
}
