using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// Ask a run to stop: what is under way gets its grace, then it is given up. Never refused; a run that doesn't exist,
/// has ended or is stopping already stays as it is. When nothing was stopped by it, because the last steps ended by themselves first, the run
/// ends as if nobody had asked.
/// </summary>
/// <param name="Reason">The text of the run's error.</param>
/// <param name="Force">Whether what is under way is stopped at once, without its grace; also when it is stopping already.</param>
public sealed record StopRun(string Reason = StopRun.ByClient, bool Force = false) : RunCommand
{
    /// <summary>The reason when a client asks.</summary>
    public const string ByClient = "Run cancelled by client";

    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (state.Status == RunStatus.Queued)
        {
            Queueing.Stop(turn, Reason);
            return null;
        }

        var isNew = state.CancelReason is null || (Force && (state.Live.Values.Any(live => !live.IsForced) || state.SubRuns.Values.Any(sub => sub.Wish != SubRunWish.Kill)));
        if (state.Status.IsActive() && isNew)
            turn.Raise(new CancelRequested(WellFormed.Of(Reason), Force));
        else if (state.Pending is not null)
            turn.Raise(new PreparationDropped(Expired: false));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("reason", Reason);
        fields.Flag("force", Force);
    }

    internal static StopRun Read(FieldReader fields)
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
