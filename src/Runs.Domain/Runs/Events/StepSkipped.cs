using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step is not wanted: its condition does not hold, or it needs a step that was skipped.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reason">Which of these.</param>
public sealed record StepSkipped(StepId Step, string Reason) : RunEvent
{
    internal const string TypeName = "step-skipped";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Steps.Skip(state, Step, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Text("reason", Reason);
    }

    internal static StepSkipped Read(FieldReader fields)
    {
        StepId step = default;
        string reason = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "reason": reason = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, reason);
    }
}
