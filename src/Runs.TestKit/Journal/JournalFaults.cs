namespace Runs.TestKit.Journal;

/// <summary>What may go wrong with a simulated journal, and how often. All probabilities are from 0 to 1.</summary>
public sealed record JournalFaults
{
    /// <summary>A transaction isn't stored, and the caller is told so.</summary>
    public double NotWritten { get; init; }

    /// <summary>A transaction is stored, and the caller is told that nobody knows.</summary>
    public double WritesAndFails { get; init; }

    /// <summary>A transaction isn't stored, and the caller is told that nobody knows.</summary>
    public double FailsUnknown { get; init; }

    /// <summary>A transaction is on its way for up to <see cref="StallTime"/>, long after its sender has given up.</summary>
    public double Stalls { get; init; }

    /// <summary>A takeover, a join or a read throws; a takeover may have happened all the same.</summary>
    public double OtherFailures { get; init; }

    /// <summary>The connection of a process breaks when one of its calls arrives: all that it has under way fail at once, transactions in doubt.</summary>
    public double Resets { get; init; }

    /// <summary>The longest way of a transaction to the journal, and of the answer back. Default: 2 ms.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The longest stall. Default: 60 s.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Nothing goes wrong.</summary>
    public static JournalFaults None { get; } = new();

    /// <summary>Everything goes wrong now and then.</summary>
    public static JournalFaults Some { get; } = new()
    {
        NotWritten = 0.02,
        WritesAndFails = 0.03,
        FailsUnknown = 0.03,
        Stalls = 0.01,
        OtherFailures = 0.05,
        Resets = 0.004,
    };
}
