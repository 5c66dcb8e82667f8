namespace Runs.Actors.Frames;

/// <summary>
/// A step waits for a person. Said again, with the sequence number of the last journaled frame, to a client that comes later and
/// finds the request open.
/// </summary>
public sealed record RequestInput : StepFrame
{
    /// <inheritdoc/>
    public override string Type => "request_input";

    /// <summary>The agent, which the answer names.</summary>
    public required string AgentName { get; init; }

    /// <summary>Always empty, as in the reference.</summary>
    public string Prompt { get; init; } = "";
}
