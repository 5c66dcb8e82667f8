using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The segment has ended. The run can be continued.</summary>
/// <param name="Status">The status in one word.</param>
/// <param name="Error">Why it didn't complete.</param>
public sealed record RunEnded(string Status, RunError? Error) : RunEvent
{
    internal const string TypeName = "run-ended";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var begun = state.Status == RunStatus.Queued ? Queueing.Leave(state) : state;
        return SubRuns.AfterEnd(Flows.End(begun, RunStatusExtensions.ParseWord(Status), Error, stamp.At));
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("status", Status);
        fields.Error("error", Error);
    }

    internal static RunEnded Read(FieldReader fields)
    {
        string status = "";
        RunError? error = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "status": status = fields.Text(); break;
                case "error": error = fields.Error(); break;
                default: fields.Skip(); break;
            }
        }

        return new(status, error);
    }
}
