using Runs.Domain.Identity;

namespace Runs.Actors.Attempts;

/// <summary>Names one attempt. Its handler is invoked at most once.</summary>
/// <param name="Run">The run.</param>
/// <param name="Unit">The step, or one of its model calls.</param>
/// <param name="Attempt">The number, from 1.</param>
public readonly record struct AttemptKey(RunId Run, StepId Unit, int Attempt)
{
    /// <summary>The same for all attempts of a unit: pass it on to whatever can deduplicate by it.</summary>
    public string IdempotencyKey => $"{Run}/{Unit}";

    /// <inheritdoc/>
    public override string ToString() => $"{Run}/{Unit}#{Attempt}";
}
