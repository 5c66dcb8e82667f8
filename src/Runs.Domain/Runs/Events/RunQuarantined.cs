using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>Too many recoveries in a row brought no progress: the run rests until somebody resumes or kills it.</summary>
/// <param name="Reason">Why.</param>
public sealed record RunQuarantined(string Reason) : RunEvent
{
    internal const string TypeName = "run-quarantined";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        // Its attempts are taken for dead, and nobody knows when somebody will look at it.
        return Permits.GiveBackAll(state) with { Status = RunStatus.Quarantined, HoldReason = Reason };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("reason", Reason);
    }

    internal static RunQuarantined Read(FieldReader fields)
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
