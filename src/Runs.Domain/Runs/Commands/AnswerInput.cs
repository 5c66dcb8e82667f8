using Runs.Domain.Contents;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>A person's answer to a step that waits for one. The first answer counts.</summary>
/// <param name="AgentName">The agent that asked.</param>
/// <param name="Text">The answer; may be empty.</param>
public sealed record AnswerInput(string AgentName, string Text) : RunCommand
{
    /// <summary>The step that asks, as <see cref="StepReference"/> has it, where several steps of the agent may; <see langword="null"/> for the first.</summary>
    public string? Step { get; init; }

    internal override RunError? Decide(RunTurn turn)
    {
        if (InputOf(turn.State) is not { } input)
            return new RunError(RunErrors.NoPendingInput, $"No pending input request for run {turn.State.RunId} agent {AgentName}");
        turn.Raise(new StepSucceeded(input.Step, 0, Content.Of(Text)));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("agent", AgentName);
        fields.Text("text", Text);
        fields.Text("step", Step);
    }

    internal static AnswerInput Read(FieldReader fields)
    {
        string agentName = "";
        string text = "";
        string? step = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "agent": agentName = fields.Text(); break;
                case "text": text = fields.Text(); break;
                case "step": step = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(agentName, text) { Step = step };
    }

    /// <summary>Outside graphs an agent asks once at a time. In a graph several of its steps may: the first of them is meant.</summary>
    private OpenInput? InputOf(RunState state) =>
        Step is { } reference ? state.Inputs.Values.FirstOrDefault(input => input.Step == StepReference.Find(state, reference))
        : state.Inputs.TryGetValue(AgentName, out var input) ? input
        : state.Inputs.Values.FirstOrDefault(open => open.AgentName == AgentName);
}
