using Runs.Actors.Subscriptions;

namespace Runs.Actors.Frames;

/// <summary>
/// Live: what an agent shows while it works. Each attempt of a model begins with <see cref="StreamingEvent.StepStart"/>, and
/// the texts after the last one are the whole reply by the time of <see cref="AgentOutput"/>. A process's standard output comes as
/// detail, without beginning or end.
/// </summary>
public sealed record AgentStreaming : StepFrame
{
    /// <inheritdoc/>
    public override string Type => "agent_streaming";

    /// <summary>The agent.</summary>
    public required string AgentName { get; init; }

    /// <summary>Its model; <see langword="null"/> for what is no model.</summary>
    public string? Model { get; init; }

    /// <summary>What it shows.</summary>
    public required StreamingEvent Event { get; init; }

    /// <summary>Where to go on after it, in mid-sentence.</summary>
    public required RunCursor Cursor { get; init; }
}
