using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Frames;

/// <summary>
/// A model asks a person. Said again, with the sequence number of the last journaled frame, to a client that comes later and finds
/// the question open.
/// </summary>
public sealed record RequestQuestion : StepFrame
{
    /// <inheritdoc/>
    public override string Type => "request_question";

    /// <summary>Names the question, in the answer too. No echo of anything that a client has sent.</summary>
    public required string RequestId { get; init; }

    /// <summary>The agent that asks.</summary>
    public required string AgentName { get; init; }

    /// <summary>The tool by which it asks.</summary>
    public string ToolName { get; init; } = AskQuestion.Name;

    /// <summary>The question.</summary>
    public required string Question { get; init; }
}
