using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>What people call a step.</summary>
internal static class StepNames
{
    /// <summary>The name of a step of the current segment, with the round of the cycle that it stands in.</summary>
    public static string NameOf(this RunState state, StepId step)
    {
        if (!state.Steps.TryGetValue(step, out var known) || state.Current is not { } segment)
            return step.Value;
        var node = segment.Plan.Nodes[known.Node];
        var round = node.Parent >= 0 && segment.Plan.Nodes[node.Parent].Kind == PlanNodeKind.Cycle
            && state.Steps.TryGetValue(known.Parent, out var cycle) && cycle.Flow is { } progress
            ? $" (round {progress.Round})"
            : "";
        return NameOf(node) + round;
    }

    /// <summary>The name of a node: its id, if its author gave it one.</summary>
    public static string NameOf(PlanNode node)
    {
        var name = PlainText.OneLine(node.Id ?? node.Name);
        return node.IsObserver ? $"{name} (observer)" : name;
    }

    /// <summary>Whether the step does work, rather than hold other steps.</summary>
    public static bool IsWork(this RunState state, StepId step) =>
        state.Steps.TryGetValue(step, out var known) && state.Current!.Plan.Nodes[known.Node].AgentIndex >= 0;
}
