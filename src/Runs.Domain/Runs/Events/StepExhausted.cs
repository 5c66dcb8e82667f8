using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>No attempt is left, and the step says that the run pauses over it.</summary>
/// <param name="Step">The step.</param>
public sealed record StepExhausted(StepId Step) : RunEvent
{
    internal const string TypeName = "step-exhausted";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var step = state.Steps[Step];
        return state.WithStep(step with { Phase = StepPhase.Exhausted }) with
        {
            Status = state.Status == RunStatus.Quarantined ? state.Status : RunStatus.Paused,
            HoldReason = $"Step {Step} has no attempt left: {step.Error?.Message}",
        };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
    }

    internal static StepExhausted Read(FieldReader fields)
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
