using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>What a step has come to, or so far.</summary>
/// <param name="Step">Its place.</param>
/// <param name="Reference">How people name it.</param>
/// <param name="Phase">What it is.</param>
/// <param name="Attempt">Its latest attempt; 0 before the first.</param>
/// <param name="Error">Why it, or its latest attempt, failed; <see langword="null"/> for nothing.</param>
/// <param name="Bytes">The size of its whole text in UTF-8.</param>
public sealed record StepResult(StepId Step, string Reference, StepPhase Phase, int Attempt, RunError? Error, long Bytes)
{
    /// <summary>The length of its whole text in UTF-16 code units; <see langword="null"/> for a text that lies in the artifact store.</summary>
    public long? Chars { get; init; }

    /// <summary>Whether the text is not its result, but what an attempt under way, or the last one that failed, has said so far.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The name of the artifact that says how it ended; <see langword="null"/> while it has not.</summary>
    public string? Artifact { get; init; }

    /// <summary>Its text, as much of it as was asked for; <see langword="null"/> when none was.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the text is only the beginning.</summary>
    public bool IsCut { get; init; }
}
