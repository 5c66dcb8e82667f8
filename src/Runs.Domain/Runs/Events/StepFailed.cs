using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step has failed for good, and with it the flows around it, up to the graph or the list that goes on without it, or the whole
/// segment. What else is under way in them is stopped.</summary>
/// <param name="Step">The step.</param>
/// <param name="Error">Why.</param>
public sealed record StepFailed(StepId Step, RunError Error) : RunEvent
{
    internal const string TypeName = "step-failed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Steps.Fail(state.WithoutLive(Step), Step, Error, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Error("error", Error);
    }

    internal static StepFailed Read(FieldReader fields)
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
