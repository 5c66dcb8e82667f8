using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The segment has taken longer than it may. What is under way has its grace, and then the run ends expired.</summary>
public sealed record RunExpired() : RunEvent
{
    internal const string TypeName = "run-expired";

    private const string Reason = "The run's longest time is over";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var expired = state with { Status = RunStatus.Cancelling, CancelReason = state.CancelReason ?? Reason, IsExpired = true };
        return Flows.Unwind(state.Expiry() is { } timer ? expired with { Timers = expired.Timers.Remove(timer) } : expired, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
    }

    internal static RunExpired Read(FieldReader fields)
    {
        while (fields.Next())
            fields.Skip();
        return new();
    }
}
