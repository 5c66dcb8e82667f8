namespace Runs.Journal.Sqlite;

/// <summary>What the holder of a data directory tells others about itself.</summary>
public sealed record DataDirectoryOptions
{
    /// <summary>What the process does, for the message that a second opener gets. Default: its command line.</summary>
    public string Command { get; init; } = Environment.CommandLine;

    /// <summary>Tells when the directory was opened. Default: the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
