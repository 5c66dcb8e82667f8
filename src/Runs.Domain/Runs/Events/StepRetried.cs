using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>
/// Somebody wants a step to be tried again: one without an attempt left gets its attempts anew, one of a graph that has ended begins anew, and
/// with it all that never began because of it.
/// </summary>
/// <param name="Step">The step.</param>
public sealed record StepRetried(StepId Step) : RunEvent
{
    internal const string TypeName = "step-retried";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var step = state.Steps[Step];
        return step.Phase == StepPhase.Exhausted ? Restarts.Forgive(state, step) : Restarts.Begin(state, step);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
    }

    internal static StepRetried Read(FieldReader fields)
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
