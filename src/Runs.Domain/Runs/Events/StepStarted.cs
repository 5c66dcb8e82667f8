using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step without attempts has begun: a flow, a wait for a person, a delay.</summary>
/// <param name="Step">The step.</param>
/// <param name="Steers">How many steering texts it takes along.</param>
public sealed record StepStarted(StepId Step, int Steers) : RunEvent
{
    internal const string TypeName = "step-started";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Steps.Begin(state, Step, Steers, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("steers", Steers);
    }

    internal static StepStarted Read(FieldReader fields)
    {
        StepId step = default;
        int steers = 0;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "steers": steers = fields.Int(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, steers);
    }
}
