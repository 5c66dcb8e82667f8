namespace Runs.Node.Logging;

/// <summary>How the log is written.</summary>
internal sealed record LogOptions
{
    /// <summary>What is written. Default: warnings and errors.</summary>
    public LogLevel Level { get; init; } = LogLevel.Warn;

    /// <summary>The size at which a new log is begun, in bytes. Default: 1 MiB.</summary>
    public long MaxSize { get; init; } = 1024 * 1024;
}
