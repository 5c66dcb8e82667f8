using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>
/// A run of its own that a step of this run has opened, and whose end this run has not heard of. All that is needed to make it is
/// in here, because the step may be forgotten before the sub-run has ended.
/// </summary>
public sealed record SubRun
{
    /// <summary>The id of the sub-run.</summary>
    public required string Id { get; init; }

    /// <summary>What it is told about where it comes from. Its step and attempt are those of this run.</summary>
    public required ParentLink Link { get; init; }

    /// <summary>What it is prepared from.</summary>
    public required RunPreparation Preparation { get; init; }

    /// <summary>What it is started with: the step's message.</summary>
    public required Content Input { get; init; }

    /// <summary>When the step's timeout is over; <see langword="null"/> for never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>What this run wants of it.</summary>
    public SubRunWish Wish { get; init; }

    /// <summary>Why it is to stop, for the text of its error.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the step no longer waits for it: it took too long, or didn't stop within the grace. It must end all the same.</summary>
    public bool IsLeft { get; init; }

    /// <summary>The step that opened it.</summary>
    public StepId Step => Link.Step;

    /// <summary>Which attempt of the step it is.</summary>
    public int Attempt => Link.Attempt;
}
