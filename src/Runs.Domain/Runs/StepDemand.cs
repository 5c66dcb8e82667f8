using Runs.Domain.Identity;

namespace Runs.Domain.Runs;

/// <summary>A step whose next attempt waits for slots alone.</summary>
/// <param name="Step">The step.</param>
/// <param name="Keys">The limits of which it needs a slot each, in order.</param>
public sealed record StepDemand(StepId Step, ValueArray<string> Keys);
