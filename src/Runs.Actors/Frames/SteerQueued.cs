namespace Runs.Actors.Frames;

/// <summary>A text waits for the agent that is called next.</summary>
public sealed record SteerQueued : RunFrame
{
    /// <inheritdoc/>
    public override string Type => "steer_queued";

    /// <summary>The text.</summary>
    public required string Text { get; init; }
}
