namespace Runs.Steps.Processes;

/// <summary>Why a process is at its end.</summary>
internal enum ProcessEnding
{
    /// <summary>It has ended.</summary>
    ByItself,

    /// <summary>It was told to stop.</summary>
    Stopped,

    /// <summary>Its output is too large, or can't be kept.</summary>
    Broken,
}
