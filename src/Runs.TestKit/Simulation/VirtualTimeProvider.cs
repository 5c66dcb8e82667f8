namespace Runs.TestKit.Simulation;

/// <summary>The clock of a simulated process. Time passes only when nothing else can happen.</summary>
public sealed class VirtualTimeProvider : TimeProvider
{
    private readonly SimulationKernel _kernel;
    private readonly SimulationContext _context;

    internal VirtualTimeProvider(SimulationKernel kernel, SimulationContext context)
    {
        _kernel = kernel;
        _context = context;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _kernel.Now;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        var passed = (_kernel.Now - SimulationKernel.Beginning).Ticks;
        return passed + (long)(passed * _context.ClockDrift);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(_kernel, _context, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
