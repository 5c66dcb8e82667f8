using Runs.Domain.Identity;
using Runs.Domain.Runs;

namespace Runs.Checkers.Auditing;

/// <summary>An append with which a run begins to wait for its slots, waits for something else, or waits no more.</summary>
/// <param name="Commit">The place of the append in the order of all commits.</param>
/// <param name="Run">The run.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Before">What it waited for before; <see langword="null"/> for nothing.</param>
/// <param name="After">What it waits for from now on; <see langword="null"/> for nothing.</param>
/// <param name="IsAdmitted">Whether it has what it waited for.</param>
internal sealed record QueueMove(int Commit, RunId Run, DateTimeOffset At, RunDemand? Before, RunDemand? After, bool IsAdmitted);
