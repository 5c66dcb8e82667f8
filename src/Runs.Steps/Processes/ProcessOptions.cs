namespace Runs.Steps.Processes;

/// <summary>How processes are run.</summary>
public sealed record ProcessOptions
{
    /// <summary>
    /// Where the records of running processes lie. One directory for each node, and no other: what it says about processes is
    /// believed when leftovers are killed. Created, for its user alone, where it is missing.
    /// </summary>
    public required string RecordDirectory { get; init; }

    /// <summary>The directories in which executables are looked for, and PATH of the processes. Default: PATH of this process.</summary>
    public string? Path { get; init; } = Environment.GetEnvironmentVariable("PATH");

    /// <summary>How long a process that was asked to stop may take before it is killed. Default: 5 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long what a process left running may keep its output open after it ended. Default: 1 s.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most bytes of standard output, unless the agent says otherwise; more of them fail the attempt. Default: 16 MiB.</summary>
    public long OutputLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most characters of the end of standard error that an error message quotes. Default: 8,192.</summary>
    public int StderrTail { get; init; } = 8 * 1024;
}
