using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Auditing;

/// <summary>One event of a run, with what was before it.</summary>
/// <param name="Before">The run before it.</param>
/// <param name="Raised">The event.</param>
/// <param name="Seq">Its number.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Commit">The place of its append in the order of all commits.</param>
internal readonly record struct RunMoment(RunState Before, RunEvent Raised, long Seq, DateTimeOffset At, int Commit);
