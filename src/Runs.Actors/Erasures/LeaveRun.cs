using Runs.Domain.Identity;

namespace Runs.Actors.Erasures;

/// <summary>One node to another: end what is left on you of the attempts of a run that has ended, and say whether anything still is.</summary>
/// <param name="Run">The run.</param>
internal sealed record LeaveRun(RunId Run);
