using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Auditing;

/// <summary>What one append of a run does to a slot, all its events taken together.</summary>
/// <param name="Commit">The place of the append in the order of all commits.</param>
/// <param name="Run">The run.</param>
/// <param name="Key">The slot.</param>
/// <param name="GivenBack">What of the run held it before and doesn't now; <see langword="null"/> for nothing.</param>
/// <param name="Taken">What of the run holds it now and didn't before; <see langword="null"/> for nothing.</param>
internal sealed record PermitMove(int Commit, RunId Run, PermitKey Key, PermitHolding? GivenBack, PermitHolding? Taken);
