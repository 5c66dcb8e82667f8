using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step of a fork has the result that it had in the run that the fork comes from, and is not executed.</summary>
/// <param name="Step">The step.</param>
public sealed record StepTaken(StepId Step) : RunEvent
{
    internal const string TypeName = "step-taken";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Steps.Take(state, Step, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
    }

    internal static StepTaken Read(FieldReader fields)
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
