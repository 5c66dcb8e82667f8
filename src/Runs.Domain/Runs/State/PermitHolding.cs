using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>What in a run holds a slot.</summary>
/// <param name="Generation">The generation under which it does.</param>
/// <param name="Step">The step whose attempt holds it; the default for the run itself.</param>
/// <param name="Attempt">That attempt; 0 for the run itself.</param>
public readonly record struct PermitHolding(long Generation, StepId Step, int Attempt)
{
    /// <summary>Whether the run itself holds it, and not one of its attempts.</summary>
    public bool IsOfRun => Attempt == 0;
}
