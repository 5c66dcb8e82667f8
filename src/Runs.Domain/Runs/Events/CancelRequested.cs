using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>Somebody asked the run to stop. What is under way has its grace, unless force is asked for, then or later.</summary>
/// <param name="Reason">Why. The first reason stays the run's.</param>
/// <param name="Force">Whether what is under way is stopped at once.</param>
public sealed record CancelRequested(string Reason, bool Force = false) : RunEvent
{
    internal const string TypeName = "cancel-requested";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var cancelling = state with { Status = RunStatus.Cancelling, CancelReason = state.CancelReason ?? Reason };
        var unwinding = Flows.Unwind(cancelling, stamp.At);
        return Force ? SubRuns.Force(unwinding.WithForced(unwinding.Live.Values)) : unwinding;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("reason", Reason);
        fields.Flag("force", Force);
    }

    internal static CancelRequested Read(FieldReader fields)
    {
        string reason = "";
        bool force = false;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "reason": reason = fields.Text(); break;
                case "force": force = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(reason, force);
    }
}
