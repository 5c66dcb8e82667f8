using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A model's reply would be the last of its step, but messages wait: it stays in the exchange, and the model is called again.</summary>
/// <param name="Step">The step.</param>
public sealed record StepContinued(StepId Step) : RunEvent
{
    internal const string TypeName = "step-continued";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Loops.AfterReply(state, Step);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
    }

    internal static StepContinued Read(FieldReader fields)
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
