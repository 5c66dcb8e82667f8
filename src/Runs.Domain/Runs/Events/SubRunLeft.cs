using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step no longer waits for its sub-run: it took too long, or didn't stop within the grace. It is asked to stop until it has ended.</summary>
/// <param name="Step">The step.</param>
/// <param name="SubRun">The id of the run.</param>
/// <param name="Reason">What it is told; null for what it was told before.</param>
public sealed record SubRunLeft(StepId Step, string SubRun, string? Reason) : RunEvent
{
    internal const string TypeName = "sub-run-left";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp) => SubRuns.AfterLeft(state, this, stamp.At);

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Text("subRun", SubRun);
        fields.Text("reason", Reason);
    }

    internal static SubRunLeft Read(FieldReader fields)
    {
        StepId step = default;
        string subRun = "";
        string? reason = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "subRun": subRun = fields.Text(); break;
                case "reason": reason = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, subRun, reason);
    }
}
