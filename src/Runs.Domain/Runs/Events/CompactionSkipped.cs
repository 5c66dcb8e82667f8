using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The summary of old records could not be had. The step goes on without it; the next step of the agent tries again.</summary>
/// <param name="Step">The step.</param>
/// <param name="Error">Why.</param>
public sealed record CompactionSkipped(StepId Step, RunError Error) : RunEvent
{
    internal const string TypeName = "compaction-skipped";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Loops.AfterCompaction(state.WithoutLive(Step), Step);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Error("error", Error);
    }

    internal static CompactionSkipped Read(FieldReader fields)
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
