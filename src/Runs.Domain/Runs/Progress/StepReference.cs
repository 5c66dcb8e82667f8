using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>How clients name a step: by the id that its author gave it, or by its place in the run.</summary>
public static class StepReference
{
    /// <summary>The step of a reference; <see langword="null"/> when the run's last started segment has none, or not yet.</summary>
    public static StepId? Find(RunState state, string reference)
    {
        if (state.Current is not { } segment)
            return null;
        if (segment.Plan.NodesById.TryGetValue(reference, out var node))
            return Flows.Locate(state, node);
        var id = new StepId(reference);
        return state.Steps.ContainsKey(id) ? id : null;
    }
}
