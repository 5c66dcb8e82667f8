using Runs.Domain.Runs.State;

namespace Runs.Actors;

/// <summary>The five statuses that clients know.</summary>
public static class WireStatus
{
    /// <summary>The status on the wire.</summary>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.None or RunStatus.Prepared or RunStatus.Queued => "pending",
        RunStatus.Running or RunStatus.Paused or RunStatus.Cancelling or RunStatus.Quarantined => "running",
        RunStatus.Completed => "completed",
        RunStatus.Mixed or RunStatus.Failed or RunStatus.Expired => "error",
        RunStatus.Cancelled or RunStatus.Killed => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The words, as lists have them, of all statuses that are one on the wire.</summary>
    public static IReadOnlyList<string> WordsOf(string wire) =>
        [.. Enum.GetValues<RunStatus>().Where(status => status != RunStatus.None && Of(status) == wire).Select(status => status.ToWord())];
}
