using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>Somebody paused the run: nothing new begins until it is resumed. What is under way may end, or is stopped and made anew.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Now">Whether attempts under way are stopped.</param>
public sealed record RunPaused(string Reason, bool Now) : RunEvent
{
    internal const string TypeName = "run-paused";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var paused = state with { Status = RunStatus.Paused, HoldReason = Reason, IsPausedByHand = true };
        return Now ? Pauses.StopLive(paused, stamp.At) : paused;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("reason", Reason);
        fields.Flag("now", Now);
    }

    internal static RunPaused Read(FieldReader fields)
    {
        string reason = "";
        bool now = false;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "reason": reason = fields.Text(); break;
                case "now": now = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(reason, now);
    }
}
