namespace Runs.Domain.Runs.State;

/// <summary>
/// What a run takes over from the configuration when it is prepared. Frozen with the plan. Durations are whole milliseconds,
/// rounded up, because that is how they are stored.
/// </summary>
public sealed record RunSettings
{
    /// <summary>At most so many attempts at a time. Default: 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The longest time of a model call whose step sets none. Default: 10 min.</summary>
    public TimeSpan ModelTimeout { get; init => field = WholeMilliseconds(value); } = TimeSpan.FromMinutes(10);

    /// <summary>The longest time of a process whose step and agent set none. Default: 1 h.</summary>
    public TimeSpan ProcessTimeout { get; init => field = WholeMilliseconds(value); } = TimeSpan.FromHours(1);

    /// <summary>How long attempts may take to stop before they are given up. Default: 10 s.</summary>
    public TimeSpan StopGrace { get; init => field = WholeMilliseconds(value); } = TimeSpan.FromSeconds(10);

    /// <summary>How long a prepared segment waits to be started. Default: 24 h.</summary>
    public TimeSpan PreparedTtl { get; init => field = WholeMilliseconds(value); } = TimeSpan.FromHours(24);

    /// <summary>More recoveries than these, without progress in between, quarantine the run. Default: 5.</summary>
    public int MaxRecoveries { get; init; } = 5;

    /// <summary>Sub-runs nest so deep; the step that would open a deeper one fails. Default: 8.</summary>
    public int MaxSubRunDepth { get; init; } = UnsaidSubRunDepth;

    /// <summary>What a stored segment that says nothing of it has, for ever.</summary>
    internal const int UnsaidSubRunDepth = 8;

    private static TimeSpan WholeMilliseconds(TimeSpan duration)
    {
        var rest = duration.Ticks % TimeSpan.TicksPerMillisecond;
        return rest == 0 ? duration : TimeSpan.FromTicks(duration.Ticks - rest + TimeSpan.TicksPerMillisecond);
    }
}
