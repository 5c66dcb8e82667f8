namespace Runs.Domain.Strategies;

/// <summary>What it means for a run that a step of its graph has timed out.</summary>
public enum TimeoutAction
{
    /// <summary>The run ends as failed, whatever else succeeded. What doesn't need the step is executed all the same.</summary>
    FailRun,

    /// <summary>The step counts as failed, like any other.</summary>
    FailStep,
}
