using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>Somebody asked the run to stop. What is under way has its grace.</summary>
/// <param name="Reason">Why.</param>
public sealed record CancelRequested(string Reason) : RunEvent
{
    internal const string TypeName = "cancel-requested";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var cancelling = state with { Status = RunStatus.Cancelling, CancelReason = Reason };
        return Flows.Unwind(cancelling, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("reason", Reason);
    }

    internal static CancelRequested Read(FieldReader fields)
    {
        string reason = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "reason": reason = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(reason);
    }
}
