namespace Runs.Actors.Frames;

/// <summary>A step has begun. Observers have no step frames.</summary>
public sealed record StepStarted : StepFrame
{
    /// <inheritdoc/>
    public override string Type => "step_started";

    /// <summary>The name of the agent or of the nested flow.</summary>
    public required string StepName { get; init; }

    /// <summary>The text passed to the step, without steering.</summary>
    public required string Message { get; init; }
}
