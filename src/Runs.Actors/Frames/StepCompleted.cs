namespace Runs.Actors.Frames;

/// <summary>A step has its result. A step that fails has no such frame.</summary>
public sealed record StepCompleted : StepFrame
{
    /// <inheritdoc/>
    public override string Type => "step_completed";

    /// <summary>The name of the agent or of the nested flow.</summary>
    public required string StepName { get; init; }

    /// <summary>The result.</summary>
    public required CallResult Result { get; init; }
}
