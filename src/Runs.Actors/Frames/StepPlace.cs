using System.Globalization;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Frames;

/// <summary>A step with what frames say about it.</summary>
internal readonly record struct StepPlace(StepState Step, PlanNode Node, PlanAgent? Agent, bool IsInner, string Name)
{
    public static StepPlace Of(RunState state, StepId id)
    {
        var segment = state.Current!;
        var step = state.Steps[id];
        var node = segment.Plan.Nodes[step.Node];
        var agent = node.AgentIndex < 0 ? null : segment.Plan.Agents[node.AgentIndex];
        return new(step, node, agent, IsInner: step.Parent != StepId.Root(segment.Number), NameOf(state, segment.Plan, step, node));
    }

    /// <summary>The name of the agent or of the flow; a graph's step is called by its id, and an instance of a list by its number too.</summary>
    private static string NameOf(RunState state, Plan plan, StepState step, PlanNode node)
    {
        if (step.Instance >= 0)
        {
            var list = plan.Nodes[state.Steps[step.Parent].Node];
            return string.Create(CultureInfo.InvariantCulture, $"{list.Id ?? list.Name}[{step.Instance}]");
        }

        var isOfGraph = node.Parent >= 0 && plan.Nodes[node.Parent].Kind == PlanNodeKind.Graph;
        return isOfGraph ? node.Id ?? node.Name : node.Name;
    }
}
