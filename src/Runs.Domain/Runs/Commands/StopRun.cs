using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// Ask a run to stop: what is under way gets its grace, then it is given up. Never refused; a run that doesn't exist,
/// has ended or is stopping already stays as it is.
/// </summary>
/// <param name="Reason">The text of the run's error.</param>
public sealed record StopRun(string Reason = StopRun.ByClient) : RunCommand
{
    /// <summary>The reason when a client asks.</summary>
    public const string ByClient = "Run cancelled by client";

    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (state.Status.IsActive() && state.CancelReason is null)
            turn.Raise(new CancelRequested(WellFormed.Of(Reason)));
        else if (state.Pending is not null)
            turn.Raise(new PreparationDropped(Expired: false));
        return null;
    }
}
