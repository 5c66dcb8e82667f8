using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>What a step works on when it begins.</summary>
public static class StepMessage
{
    /// <summary>
    /// Outside graphs its task, or the message that reached it. In a graph a model is told its task with the outputs of the steps
    /// around it; everything else works on its task, or on the plain outputs of the steps that it needs.
    /// </summary>
    public static Content Of(RunState state, StepState step)
    {
        var node = state.NodeOf(step);
        if (state.Plan().Nodes[Math.Max(node.Parent, 0)].Kind != PlanNodeKind.Graph || node.Parent < 0)
            return node.Task is { } task ? TaskText.Render(task, state, step) : step.Message;
        if (node.AgentIndex >= 0 && state.AgentOf(step).Kind == PlanAgentKind.Llm)
            return UpstreamText.Of(state, step);
        return node.Task is { } given ? TaskText.Render(given, state, step)
            : node.Needs.IsEmpty ? step.Message
            : Content.Join("\n\n", node.Needs.Select(need => state.Steps[Places.Of(state, need, step)!.Value].Output ?? Content.Empty));
    }
}
