using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The text of a run's error: the cause, named by each step around it, in the form that clients of the reference know.</summary>
internal static class FailureText
{
    public static string Of(RunState state, StepState step, RunError error)
    {
        var text = state.AgentOf(step).Kind == PlanAgentKind.Llm ? $"LLM call failed: {error.Message}" : error.Message;
        while (step.Id != step.Parent)
        {
            // An observer isn't a step of its cycle, so the cycle doesn't name it.
            if (!state.NodeOf(step).IsObserver)
                text = $"Step \"{state.NodeOf(step).Name}\" failed: {text}";
            step = state.Steps[step.Parent];
        }

        return text;
    }
}
