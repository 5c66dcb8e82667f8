using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step has its result.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt that brought it; 0 for steps without attempts and for models.</param>
/// <param name="Output">The result, where it doesn't follow from earlier events.</param>
public sealed record StepSucceeded(StepId Step, int Attempt, Content? Output) : RunEvent
{
    internal const string TypeName = "step-succeeded";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Steps.Succeed(state.WithoutLive(Step) with { Recoveries = 0 }, Step, Output, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("attempt", Attempt);
        fields.Content("output", Output);
    }

    internal static StepSucceeded Read(FieldReader fields)
    {
        StepId step = default;
        int attempt = 0;
        Content? output = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "output": output = fields.Content(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, attempt, output);
    }
}
