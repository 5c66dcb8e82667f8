using Runs.Domain.Contents;
using Runs.Domain.Runs.Events;

namespace Runs.Domain.Runs.Commands;

/// <summary>A person's answer to a step that waits for one. The first answer counts.</summary>
/// <param name="AgentName">The agent that asked.</param>
/// <param name="Text">The answer; may be empty.</param>
public sealed record AnswerInput(string AgentName, string Text) : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        if (!turn.State.Inputs.TryGetValue(AgentName, out var input))
            return new RunError(RunErrors.NoPendingInput, $"No pending input request for run {turn.State.RunId} agent {AgentName}");
        turn.Raise(new StepSucceeded(input.Step, 0, Content.Of(Text)));
        return null;
    }
}
