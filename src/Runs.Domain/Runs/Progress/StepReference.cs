using System.Globalization;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>How people and programs name a step of the current segment.</summary>
public static class StepReference
{
    /// <summary>
    /// The step of a reference: its whole place (<c>s1/draft</c>), its author's id (<c>draft</c>), or for one instance of a list the id
    /// with its index from 0 (<c>files[3]</c>). <see langword="null"/> when there is none, or it has not been let in yet.
    /// </summary>
    public static StepId? Find(RunState state, string reference)
    {
        if (state.Current is null)
            return null;
        if (state.Steps.ContainsKey(new StepId(reference)))
            return new StepId(reference);
        var (id, instance) = Split(reference);
        if (!state.Current.Plan.NodesById.TryGetValue(id, out var node) || Places.Of(state, node, null) is not { } place)
            return null;
        var found = instance is { } index ? place.Child(index) : place;
        return state.Steps.ContainsKey(found) ? found : null;
    }

    /// <summary>
    /// Whether there is such a step, or will be one when the run comes to it: its id is one of the plan, whether or not it has been let
    /// in. Of a run that has not been started it is the plan that waits.
    /// </summary>
    public static bool IsKnown(RunState state, string reference) =>
        Find(state, reference) is not null || (state.Current ?? state.Pending)?.Plan.NodesById.ContainsKey(Split(reference).Id) == true;

    /// <summary>The shortest reference that leads to a step of the current segment.</summary>
    public static string Of(RunState state, StepState step)
    {
        var list = step.Instance < 0 ? step : state.Steps[step.Parent];
        if (state.NodeOf(list).Id is not { } id)
            return step.Id.Value;
        var reference = step.Instance < 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}[{step.Instance}]");
        return Find(state, reference) == step.Id ? reference : step.Id.Value;
    }

    private static (string Id, int? Instance) Split(string reference)
    {
        var open = reference.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && reference[^1] == ']'
            && int.TryParse(reference.AsSpan(open + 1, reference.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (reference[..open], index)
            : (reference, null);
    }
}
