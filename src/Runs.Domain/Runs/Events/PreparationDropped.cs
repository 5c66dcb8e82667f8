using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The prepared segment will not be started: it was stopped, or it has expired. A run that was never started may be prepared again.</summary>
/// <param name="Expired">Whether it waited too long.</param>
public sealed record PreparationDropped(bool Expired) : RunEvent
{
    internal const string TypeName = "preparation-dropped";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var dropped = state.WithoutPreparedExpiry();
        return RetentionRules.Arm(dropped with
        {
            Pending = null,
            Steering = RunState.Empty.Steering,
            Status = state.Current is null ? RunStatus.Cancelled : state.Status,
        });
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Flag("expired", Expired);
    }

    internal static PreparationDropped Read(FieldReader fields)
    {
        bool expired = false;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "expired": expired = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(expired);
    }
}
