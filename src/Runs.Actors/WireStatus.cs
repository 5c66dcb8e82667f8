using Runs.Domain.Runs.State;

namespace Runs.Actors;

/// <summary>The five statuses that clients know.</summary>
public static class WireStatus
{
    /// <summary>The status on the wire.</summary>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.None or RunStatus.Prepared => "pending",
        RunStatus.Running or RunStatus.Paused or RunStatus.Cancelling or RunStatus.Quarantined => "running",
        RunStatus.Completed => "completed",
        RunStatus.Failed => "error",
        RunStatus.Cancelled or RunStatus.Killed => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
