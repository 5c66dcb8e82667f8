namespace Runs.Domain.Strategies;

/// <summary>What happens when a step has failed and no attempt is left.</summary>
public enum ExhaustedAction
{
    /// <summary>The step fails. The default.</summary>
    Fail,

    /// <summary>The run pauses and waits for a human.</summary>
    Pause,
}
