namespace Runs.Domain.Runs.State;

/// <summary>Where a step is.</summary>
public enum StepPhase
{
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

    /// <summary>Stopped, or never begun because the run ended.</summary>
    Cancelled,
}
