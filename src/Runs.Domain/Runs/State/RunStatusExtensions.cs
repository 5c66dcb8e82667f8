namespace Runs.Domain.Runs.State;

/// <summary>Questions about a status.</summary>
public static class RunStatusExtensions
{
    /// <summary>Whether the run has ended. It can be continued.</summary>
    public static bool IsTerminal(this RunStatus status) => status >= RunStatus.Completed;

    /// <summary>Whether the run was started, if only to wait in its queue, and has not ended.</summary>
    public static bool IsActive(this RunStatus status) => status is > RunStatus.Prepared and < RunStatus.Completed;

    /// <summary>The status as journals and lists write it: lower case.</summary>
    public static string ToWord(this RunStatus status) => status switch
    {
        RunStatus.None => "none",
        RunStatus.Prepared => "prepared",
        RunStatus.Queued => "queued",
        RunStatus.Running => "running",
        RunStatus.Paused => "paused",
        RunStatus.Cancelling => "cancelling",
        RunStatus.Quarantined => "quarantined",
        RunStatus.Completed => "completed",
        RunStatus.Mixed => "mixed",
        RunStatus.Failed => "failed",
        RunStatus.Expired => "expired",
        RunStatus.Cancelled => "cancelled",
        RunStatus.Killed => "killed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The status of a word.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static RunStatus ParseWord(string word) =>
        Enum.GetValues<RunStatus>().Cast<RunStatus?>().FirstOrDefault(status => status!.Value.ToWord() == word)
        ?? throw new FormatException($"'{word}' is no status of a run.");
}
