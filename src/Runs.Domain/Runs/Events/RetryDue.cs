using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The wait between two attempts is over.</summary>
/// <param name="Step">The step.</param>
public sealed record RetryDue(StepId Step) : RunEvent
{
    internal const string TypeName = "retry-due";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var due = state.WithoutTimer(RunTimerKind.Backoff, Step);
        return Steps.Requeue(due, due.Steps[Step] with { Phase = StepPhase.Ready, Until = null });
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
    }

    internal static RetryDue Read(FieldReader fields)
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
