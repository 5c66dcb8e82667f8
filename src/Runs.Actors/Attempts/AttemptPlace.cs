using Runs.Domain.Identity;

namespace Runs.Actors.Attempts;

/// <summary>Which attempt, and where it lives. A run that was deleted and made anew repeats its keys, but never a deadline too.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="Step">Its step.</param>
/// <param name="Node">The incarnation that dispatched it, where its handler runs.</param>
/// <param name="Deadline">When it times out: with the key it is unique.</param>
internal readonly record struct AttemptPlace(AttemptKey Key, StepId Step, long Node, DateTimeOffset Deadline);
