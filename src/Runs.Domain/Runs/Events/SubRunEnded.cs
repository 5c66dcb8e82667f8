using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The end of a sub-run was heard. What it means for the step is the next event's; a step that unwinds is cancelled with it.</summary>
/// <param name="Step">The step that opened it.</param>
/// <param name="SubRun">The id of the run.</param>
/// <param name="Status">How it ended, in one word.</param>
/// <param name="Usage">What its models used.</param>
public sealed record SubRunEnded(StepId Step, string SubRun, string Status, Usage Usage) : RunEvent
{
    internal const string TypeName = "sub-run-ended";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp) => SubRuns.AfterEnded(state, this, stamp.At);

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Text("subRun", SubRun);
        fields.Text("status", Status);
        fields.Usage("usage", Usage);
    }

    internal static SubRunEnded Read(FieldReader fields)
    {
        StepId step = default;
        string subRun = "";
        string status = "";
        Usage usage = default;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "subRun": subRun = fields.Text(); break;
                case "status": status = fields.Text(); break;
                case "usage": usage = fields.Usage(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, subRun, status, usage);
    }
}
