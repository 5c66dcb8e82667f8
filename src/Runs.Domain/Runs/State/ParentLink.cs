using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>Where a sub-run comes from: the run and the step that opened it.</summary>
/// <param name="Run">The id of the parent run.</param>
/// <param name="Step">The parent's step.</param>
/// <param name="Attempt">Which attempt of that step the sub-run is, from 1.</param>
/// <param name="Depth">How many runs are above it: 1 for a sub-run of a run that has no parent.</param>
public sealed record ParentLink(string Run, StepId Step, int Attempt, int Depth);
