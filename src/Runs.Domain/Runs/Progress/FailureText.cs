using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The text of a run's error: the cause, named by each step around it, in the form that clients of the reference know.</summary>
internal static class FailureText
{
    /// <summary>The text with the names of the steps below the given one, or below the run.</summary>
    public static string Of(RunState state, StepState step, RunError error, StepState? upTo = null)
    {
        var isModel = state.NodeOf(step).AgentIndex >= 0 && state.AgentOf(step).Kind == PlanAgentKind.Llm;
        var text = isModel ? $"LLM call failed: {error.Message}" : error.Message;
        while (step.Id != step.Parent && step.Id != upTo?.Id)
        {
            // An observer isn't a step of its cycle, so the cycle doesn't name it.
            if (!state.NodeOf(step).IsObserver)
                text = $"Step \"{state.NodeOf(step).Name}\" failed: {text}";
            step = state.Steps[step.Parent];
        }

        return text;
    }
}
