namespace Runs.Domain.Runs.State;

/// <summary>What a run takes over from the configuration when it is prepared. Frozen with the plan.</summary>
public sealed record RunSettings
{
    /// <summary>At most so many attempts at a time. Default: 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>The longest time of a model call whose step sets none. Default: 10 min.</summary>
    public TimeSpan ModelTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest time of a process whose step and agent set none. Default: 1 h.</summary>
    public TimeSpan ProcessTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long attempts may take to stop before they are given up. Default: 10 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a prepared segment waits to be started. Default: 24 h.</summary>
    public TimeSpan PreparedTtl { get; init; } = TimeSpan.FromHours(24);

    /// <summary>So many recoveries without progress in between quarantine the run. Default: 5.</summary>
    public int MaxRecoveries { get; init; } = 5;
}
