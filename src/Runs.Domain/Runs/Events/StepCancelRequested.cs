using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>Somebody wants a step to end: nothing new begins in it, and what is under way gets its grace.</summary>
/// <param name="Step">The step.</param>
/// <param name="Error">What the step ends with.</param>
public sealed record StepCancelRequested(StepId Step, RunError Error) : RunEvent
{
    internal const string TypeName = "step-cancel-requested";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Scopes.Unwind(state, state.Steps[Step], Error, isCancelled: true, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Error("error", Error);
    }

    internal static StepCancelRequested Read(FieldReader fields)
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
