using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Frames;

/// <summary>A step with what frames say about it.</summary>
internal readonly record struct StepPlace(StepState Step, PlanNode Node, PlanAgent? Agent, bool IsInner)
{
    public static StepPlace Of(RunState state, StepId id)
    {
        var segment = state.Current!;
        var step = state.Steps[id];
        var node = segment.Plan.Nodes[step.Node];
        var agent = node.AgentIndex < 0 ? null : segment.Plan.Agents[node.AgentIndex];
        return new(step, node, agent, IsInner: step.Parent != StepId.Root(segment.Number));
    }
}
