using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>An agent has replied: its last model reply becomes a record of the conversation.</summary>
/// <param name="Step">The step.</param>
public sealed record AgentReplied(StepId Step) : RunEvent
{
    internal const string TypeName = "agent-replied";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var step = state.Steps[Step];
        var record = new ConversationRecord(
            Restarts.Named(step, Step.Value), state.AgentOf(step).Name, stamp.At, step.Message, step.Output!, step.Usage, step.FinishReason ?? "stop")
        {
            Thread = Threads.Of(state, step),
            Rounds = step.Loop?.Rounds ?? [],
        };
        return state with { Conversation = state.Conversation.With(record) };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
    }

    internal static AgentReplied Read(FieldReader fields)
    {
        StepId step = default;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step);
    }
}
