using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>Somebody wants a step to end: nothing new begins in it, and what is under way gets its grace, unless force is asked for, then or later.</summary>
/// <param name="Step">The step.</param>
/// <param name="Error">What the step ends with.</param>
/// <param name="Force">Whether what is under way is stopped at once.</param>
public sealed record StepCancelRequested(StepId Step, RunError Error, bool Force = false) : RunEvent
{
    internal const string TypeName = "step-cancel-requested";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var step = state.Steps[Step];
        var unwinding = Scopes.Around(state, step) is null ? Scopes.Unwind(state, step, Error, isCancelled: true, stamp.At) : state;
        return Force ? unwinding.WithForced(Scopes.LiveIn(unwinding, step)) : unwinding;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Error("error", Error);
        fields.Flag("force", Force);
    }

    internal static StepCancelRequested Read(FieldReader fields)
    {
        StepId step = default;
        RunError error = new("", "");
        bool force = false;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "error": error = fields.Error(); break;
                case "force": force = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, error, force);
    }
}
