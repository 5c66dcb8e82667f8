using Runs.Domain.Runs.State;

namespace Runs.Actors.Frames;

/// <summary>The whole reply of a model. Comes before the live <see cref="StreamingEvent.Done"/>.</summary>
public sealed record AgentOutput : StepFrame
{
    /// <inheritdoc/>
    public override string Type => "agent_output";

    /// <summary>The agent.</summary>
    public required string AgentName { get; init; }

    /// <summary>Its model.</summary>
    public string? Model { get; init; }

    /// <summary>The reply.</summary>
    public required string Text { get; init; }

    /// <summary>What it used.</summary>
    public required Usage Usage { get; init; }
}
