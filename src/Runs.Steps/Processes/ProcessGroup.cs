namespace Runs.Steps.Processes;

/// <summary>The group of a process that leads it. Its id isn't given to others while anything of it is left.</summary>
/// <param name="Leader">The process, and the group.</param>
/// <param name="LeaderStart">When it started; <see langword="null"/> if it had ended before anybody looked.</param>
/// <param name="Time">The clock.</param>
internal sealed record ProcessGroup(int Leader, long? LeaderStart, TimeProvider Time)
{
    /// <summary>How long what was killed may take to die.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Signals all of the group. Does nothing when a stranger has got its id.</summary>
    public void Signal(int signal)
    {
        var leader = ProcessStat.Read(Leader);
        if (leader is { } stat && stat.StartTime != LeaderStart)
            return;
        Posix.Signal(-Leader, signal);

        // Just started, and not yet in a group of its own.
        if (leader is { } early && early.Group != Leader)
            Posix.Signal(Leader, signal);
    }

    /// <summary>Kills all of the group. False when something of it is still there after <see cref="Patience"/>.</summary>
    public ValueTask<bool> Kill() => WaitUntilGone(Patience, () => Signal(Posix.Kill), CancellationToken.None);

    /// <summary>Waits until nothing of the group is alive; false when something still is after this time.</summary>
    public ValueTask<bool> WaitUntilGone(TimeSpan limit, CancellationToken cancellation) => WaitUntilGone(limit, static () => { }, cancellation);

    private async ValueTask<bool> WaitUntilGone(TimeSpan limit, Action meanwhile, CancellationToken cancellation)
    {
        var started = Time.GetTimestamp();
        var wait = ShortestWait;
        while (IsAlive())
        {
            meanwhile();
            if (cancellation.IsCancellationRequested || Time.GetElapsedTime(started) >= limit)
                return false;
            await Task.Delay(wait, Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }

        return true;
    }

    /// <summary>The dead count as members until their parent has noticed, so asking the system isn't enough.</summary>
    private bool IsAlive()
    {
        if (ProcessStat.Read(Leader) is { } leader)
        {
            if (leader.StartTime != LeaderStart)
                return false;
            if (leader.IsLive)
                return true;
        }

        return Posix.Signal(-Leader, 0) && ProcessStat.Live().Any(stat => stat.Group == Leader);
    }
}
