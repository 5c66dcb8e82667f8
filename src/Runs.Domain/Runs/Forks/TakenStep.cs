using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.Forks;

/// <summary>A result that a fork takes over.</summary>
/// <param name="Step">The step's place in the fork.</param>
/// <param name="Output">The result.</param>
public sealed record TakenStep(StepId Step, Content Output);
