namespace Runs.Node.Terminal;

/// <summary>What is shown while a run is executed here.</summary>
internal sealed record TerminalOptions
{
    /// <summary>How progress is shown. Default: as fits standard error.</summary>
    public ProgressMode Progress { get; init; } = ProgressMode.Auto;

    /// <summary>Whether the tree shows the end of what a step is writing. Default: true.</summary>
    public bool LiveText { get; init; } = true;

    /// <summary>How often the tree is redrawn. Default: 100 ms.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromMilliseconds(100);
}
