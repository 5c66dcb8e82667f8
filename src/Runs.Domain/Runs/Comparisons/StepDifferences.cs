namespace Runs.Domain.Runs.Comparisons;

/// <summary>In what a step differs between two runs.</summary>
[Flags]
public enum StepDifferences
{
    /// <summary>In nothing.</summary>
    None = 0,

    /// <summary>One of the runs has no such step, or not yet.</summary>
    Presence = 1,

    /// <summary>How it ended, or where it is.</summary>
    Status = 2,

    /// <summary>What it worked on.</summary>
    Input = 4,

    /// <summary>Its result.</summary>
    Output = 8,

    /// <summary>Its agent, with its model and its settings.</summary>
    Agent = 16,

    /// <summary>Why it failed.</summary>
    Error = 32,
}
