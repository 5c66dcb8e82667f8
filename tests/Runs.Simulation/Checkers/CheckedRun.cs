using Runs.Domain.Runs.State;

namespace Runs.Simulation.Checkers;

/// <summary>A run whose journal keeps every promise, and what its checkers have counted.</summary>
internal sealed record CheckedRun(RunState State, long Seq, CallChecker Calls, StepChecker Steps, HoldChecker Holds, SubRunChecker SubRuns)
{
    /// <summary>How the first segment ended, in one word; <see langword="null"/> if it hasn't.</summary>
    public string? FirstEnd { get; init; }
}
