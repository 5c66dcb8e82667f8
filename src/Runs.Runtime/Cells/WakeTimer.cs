namespace Runs.Runtime.Cells;

/// <summary>
/// A cell's one timer. It is made when it is first needed and moved only to an earlier time: firing too early
/// costs a turn without effect, while moving it with every deadline would cost each turn.
/// </summary>
internal sealed class WakeTimer(TimeProvider time, Func<bool> wake) : IDisposable
{
    // A timer's longest due time; whoever waits longer is armed again on the way.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    // A full mailbox takes the wake-up a little later.
    private static readonly TimeSpan WhenFull = TimeSpan.FromSeconds(1);

    private ITimer? _timer;
    private DateTimeOffset? _armedFor;

    /// <summary>Sees to it that the timer fires at the time or before. A time in the past fires at once.</summary>
    public void Set(DateTimeOffset? at)
    {
        if (at is not { } due || _armedFor <= due)
            return;
        _armedFor = due;
        _timer ??= time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var wait = due - time.GetUtcNow();
        _timer.Change(wait < Shortest ? Shortest : wait > Longest ? Longest : wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The wake-up has reached the cell: the next <see cref="Set"/> arms the timer anew.</summary>
    public void Reached() => _armedFor = null;

    public void Dispose() => _timer?.Dispose();

    private void Fire()
    {
        if (!wake())
            _timer!.Change(WhenFull, Timeout.InfiniteTimeSpan);
    }
}
