namespace Runs.Domain.Runs.State;

/// <summary>Where a step is.</summary>
public enum StepPhase
{
    /// <summary>A graph's step that waits for others, or for a slot of its graph.</summary>
    Pending,

    /// <summary>Its message is known; it waits for its agent, a slot or its turn.</summary>
    Ready,

    /// <summary>An attempt is under way; of a flow: its steps are.</summary>
    Running,

    /// <summary>It waits for a person or a time, without an attempt.</summary>
    Waiting,

    /// <summary>An attempt failed, and the next one waits for its time.</summary>
    BackingOff,

    /// <summary>No attempt is left, and the run is paused over it.</summary>
    Exhausted,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Failed for good.</summary>
    Failed,

    /// <summary>Failed for good, because its last attempt took too long.</summary>
    TimedOut,

    /// <summary>Never begun, because a step that it needs did not succeed.</summary>
    Blocked,

    /// <summary>Never begun, because its condition did not hold, or because it needs a step that was skipped.</summary>
    Skipped,

    /// <summary>Stopped, or never begun because the run ended.</summary>
    Cancelled,
}
