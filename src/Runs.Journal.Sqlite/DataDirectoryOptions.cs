namespace Runs.Journal.Sqlite;

/// <summary>What the holder of a data directory tells others about itself.</summary>
public sealed record DataDirectoryOptions
{
    /// <summary>What the process does, for the message that a second opener gets. Others can read it: nothing private belongs in it. Default: the name of its executable.</summary>
    public string Command { get; init; } = Path.GetFileName(Environment.ProcessPath) ?? "";

    /// <summary>Tells when the directory was opened. Default: the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
