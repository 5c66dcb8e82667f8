using Runs.Domain;

namespace Runs.Actors.Frames;

/// <summary>
/// A step has ended otherwise than with a result, and the run goes on without it. What never began has no <see cref="StepStarted"/>.
/// Steps inside one that ended so have no end of their own.
/// </summary>
public sealed record StepEnded : StepFrame
{
    /// <inheritdoc/>
    public override string Type => "step_ended";

    /// <summary>The name of the agent or of the nested flow; of a graph's step its id.</summary>
    public required string StepName { get; init; }

    /// <summary>How: failed, timed-out, blocked, skipped or cancelled.</summary>
    public required string Status { get; init; }

    /// <summary>Why; <see langword="null"/> for a step that was skipped.</summary>
    public RunError? Error { get; init; }

    /// <summary>Why a step was skipped; <see langword="null"/> for any other.</summary>
    public string? Reason { get; init; }
}
