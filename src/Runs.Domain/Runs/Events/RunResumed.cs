using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A paused or quarantined run goes on; steps without an attempt left get their attempts anew.</summary>
public sealed record RunResumed() : RunEvent
{
    internal const string TypeName = "run-resumed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Steps.ForgiveExhausted(state) with { Status = RunStatus.Running, HoldReason = null, IsPausedByHand = false, Recoveries = 0 };
    }

    internal override void Write(FieldWriter fields)
    {
    }

    internal static RunResumed Read(FieldReader fields)
    {
        while (fields.Next())
            fields.Skip();
        return new();
    }
}
