namespace Runs.Actors.Attempts;

/// <summary>Stops an attempt that has been silent for longer than its step allows; by force when it stays silent as long again.</summary>
internal sealed class HeartbeatWatch : IDisposable
{
    private static readonly HeartbeatWatch Unwatched = new();

    private ITimer? _timer;

    private HeartbeatWatch()
    {
    }

    /// <summary>Whether it was this watch that stopped the attempt.</summary>
    public bool HasFired { get; private set; }

    public static HeartbeatWatch Begin(HostedAttempt attempt, TimeProvider time)
    {
        if (attempt.Spec.Heartbeat is not { } heartbeat)
            return Unwatched;
        var watch = new HeartbeatWatch();
        watch._timer = time.CreateTimer(_ => watch.Check(attempt, heartbeat), null, heartbeat, Timeout.InfiniteTimeSpan);
        return watch;
    }

    public void Dispose() => _timer?.Dispose();

    private void Check(HostedAttempt attempt, TimeSpan heartbeat)
    {
        var left = heartbeat - attempt.Output.Silence;
        if (left > TimeSpan.Zero && !HasFired)
        {
            _timer?.Change(left, Timeout.InfiniteTimeSpan);
            return;
        }

        if (HasFired)
        {
            attempt.ForceStop();
            return;
        }

        HasFired = true;
        attempt.RequestStop();
        _timer?.Change(heartbeat, Timeout.InfiniteTimeSpan);
    }
}
