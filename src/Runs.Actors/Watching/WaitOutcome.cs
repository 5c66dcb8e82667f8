namespace Runs.Actors.Watching;

/// <summary>How a wait ended.</summary>
public enum WaitOutcome
{
    /// <summary>Something that matters has happened.</summary>
    Material,

    /// <summary>Nothing that matters has happened in that time.</summary>
    Timeout,

    /// <summary>Something that matters had happened before the wait began.</summary>
    AlreadyMaterial,

    /// <summary>The run has ended, before the wait began.</summary>
    Terminal,
}
