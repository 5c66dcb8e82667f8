namespace Runs.TestKit.Simulation;

/// <summary>A timer on virtual time. It fires in the process that made it, and never after that crashed.</summary>
internal sealed class VirtualTimer(SimulationKernel kernel, SimulationContext context, TimerCallback callback, object? state) : ITimer
{
    // What the system's timers refuse, these refuse too.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private long _arming;
    private long _posted;

    /// <summary>What armed it.</summary>
    public SimulationChain Chain { get; private set; } = kernel.Chain;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, Longest);
        _arming++;
        _period = period;
        Chain = kernel.Chain;
        if (dueTime != Timeout.InfiniteTimeSpan)
            kernel.Arm(this, kernel.Now + dueTime, _arming);
        return true;
    }

    /// <summary>The time has come, unless the timer was changed since it was armed.</summary>
    public void Fire(long arming)
    {
        if (arming != _arming || !context.IsAlive)
            return;
        // A process that is frozen through several periods finds one tick afterwards, as with the system's timers.
        if (_posted != arming)
            context.Post(Run, (this, _posted = arming));
        if (_period > TimeSpan.Zero)
            kernel.Arm(this, kernel.Now + _period, _arming);
    }

    public void Dispose() => _arming++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether firing would still do something: an idle simulation isn't kept alive by anything else.</summary>
    public bool IsArmed(long arming) => arming == _arming && context.IsAlive;

    private void Run(object? armed)
    {
        var (_, arming) = ((VirtualTimer, long))armed!;
        if (arming != _arming)
            return;
        _posted = 0;
        callback(state);
    }
}
