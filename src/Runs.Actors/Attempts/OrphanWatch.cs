namespace Runs.Actors.Attempts;

/// <summary>
/// Ends an attempt by force some time after its deadline. Its run, on another node, does so at the deadline; but that node may die between
/// deciding the end of an attempt and saying it here, and who has the run then knows nothing of the attempt.
/// </summary>
internal static class OrphanWatch
{
    /// <summary>So long the run's own word is waited for.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>A timer can't wait longer. Nor does a node live so long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>The watch, to be disposed when the attempt has ended; <see langword="null"/> for one whose deadline is too far away to be watched.</summary>
    public static IDisposable? Begin(HostedAttempt attempt, TimeProvider time)
    {
        var left = attempt.Spec.Deadline - time.GetUtcNow();
        if (left > Longest)
            return null;
        return time.CreateTimer(_ => attempt.ForceStop(), null, left > TimeSpan.Zero ? left + Slack : Slack, Timeout.InfiniteTimeSpan);
    }
}
