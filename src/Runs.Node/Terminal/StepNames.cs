using System.Globalization;
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
        if (known.Instance >= 0)
            return state.NameOf(known.Parent) + InstanceSuffix(known.Instance);
        var round = node.Parent >= 0 && segment.Plan.Nodes[node.Parent].Kind == PlanNodeKind.Cycle
            && state.Steps.TryGetValue(known.Parent, out var cycle) && cycle.Flow is { } progress
            ? $" (round {progress.Round})"
            : "";
        return InstanceAround(state, known) + NameOf(node) + round;
    }

    /// <summary>The name of an instance of a list, such as <c>files[3]</c>.</summary>
    public static string InstanceOf(PlanNode list, int instance) => NameOf(list) + InstanceSuffix(instance);

    /// <summary>The name of a node: its id, if its author gave it one.</summary>
    public static string NameOf(PlanNode node)
    {
        var name = PlainText.OneLine(node.Id ?? node.Name);
        return node.IsObserver ? $"{name} (observer)" : name;
    }

    /// <summary>The instance that a step stands in, such as <c>files[3]/</c>: without it twenty steps would have one name.</summary>
    private static string InstanceAround(RunState state, StepState step)
    {
        while (step.Id != step.Parent && state.Steps.TryGetValue(step.Parent, out var around))
        {
            if (around.Instance >= 0)
                return state.NameOf(around.Id) + "/";
            step = around;
        }

        return "";
    }

    private static string InstanceSuffix(int instance) => string.Create(CultureInfo.InvariantCulture, $"[{instance}]");

    /// <summary>Whether the step does work, rather than hold other steps.</summary>
    public static bool IsWork(this RunState state, StepId step) =>
        state.Steps.TryGetValue(step, out var known) && state.Current!.Plan.Nodes[known.Node].AgentIndex >= 0;
}
