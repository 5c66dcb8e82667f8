namespace Runs.Runtime.Cells;

/// <summary>How cells work.</summary>
public sealed record CellOptions
{
    /// <summary>How many commands may wait for one entity before it answers <c>entity.busy</c>. Default: 256.</summary>
    public int MailboxCapacity { get; init; } = 256;

    /// <summary>How many internal messages may wait beyond that: results, timers, stops and kills. Default: 1,024.</summary>
    public int MailboxReserved { get; init; } = 1024;

    /// <summary>At most so many commands share a turn, and so an append. Default: 64.</summary>
    public int TurnBatch { get; init; } = 64;

    /// <summary>How many cells read the journal at a time. Default: 16.</summary>
    public int RecoveryConcurrency { get; init; } = 16;

    /// <summary>How much of a stream is read at a time. Default: 1 MiB.</summary>
    public int RecoveryPageBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// After so many failed recoveries or crashes in a row an entity is quarantined. A journal that can't be read doesn't count:
    /// it is tried until it can. Default: 5.
    /// </summary>
    public int MaxRecoveryFailures { get; init; } = 5;

    /// <summary>The wait before the second try of a recovery; doubled for each further one, up to a minute. Default: 100 ms.</summary>
    public TimeSpan RecoveryBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A cell without anything to do goes after so long. Default: 10 s.</summary>
    public TimeSpan PassivateAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait of <see cref="RecoveryBackoff"/>.</summary>
    internal static TimeSpan MaxBackoff { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait of <see cref="RecoveryBackoff"/> while the journal can't be read.</summary>
    internal static TimeSpan MaxUnreadableBackoff { get; } = TimeSpan.FromSeconds(5);
}
