using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.TestKit.Scenarios;

/// <summary>What tests call a step: its id in the strategy, or else the name of its agent or flow.</summary>
internal static class StepNames
{
    public static string Of(RunState state, StepId id)
    {
        var node = state.Current!.Plan.Nodes[state.Steps[id].Node];
        return node.Id ?? node.Name;
    }
}
