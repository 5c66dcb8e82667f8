using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step has ended because somebody wanted it to.</summary>
/// <param name="Step">The step.</param>
/// <param name="Error">Who, or why.</param>
public sealed record StepCancelled(StepId Step, RunError Error) : RunEvent
{
    internal const string TypeName = "step-cancelled";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Steps.EndBadly(state.WithoutLive(Step), Step, StepPhase.Cancelled, Error, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Error("error", Error);
    }

    internal static StepCancelled Read(FieldReader fields)
    {
        StepId step = default;
        RunError error = new("", "");
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "error": error = fields.Error(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, error);
    }
}
