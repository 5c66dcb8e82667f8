namespace Runs.Runtime.Lanes;

/// <summary>How the lane commits.</summary>
public sealed record LaneOptions
{
    /// <summary>At most so many appends in a transaction. Default: 256.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>No append joins a transaction that holds so many bytes already. Default: 4 MiB.</summary>
    public int MaxBatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// A transaction that has no answer after so long is called unknown, and what waits behind it is called not written.
    /// Default: 30 s.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);
}
