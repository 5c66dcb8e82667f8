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

    private static (string Id, int? Instance) Split(string reference)
    {
        var open = reference.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && reference[^1] == ']'
            && int.TryParse(reference.AsSpan(open + 1, reference.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (reference[..open], index)
            : (reference, null);
    }
}
