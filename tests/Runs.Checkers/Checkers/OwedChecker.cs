using Runs.Checkers.Auditing;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>
/// An active run goes on by itself or waits for somebody: for a timer, a live attempt, a sub-run, a slot, or a person. All of that must be
/// in what is stored, at the end of each append: a crash leaves nothing else.
/// </summary>
internal sealed class OwedChecker : RunChecker
{
    /// <inheritdoc/>
    public override string Promise => "Nothing is owed without a timer, a live attempt, a waiter or a person.";

    /// <inheritdoc/>
    public override string? ProblemAtRest(RunState state) => IsStuck(state) ? $"has nothing to wait for:\n{StateDump.Of(state)}" : null;

    private static bool IsStuck(RunState state) =>
        state.Status is RunStatus.Queued or RunStatus.Running or RunStatus.Cancelling
        && (state.End is null || state.Status == RunStatus.Queued)
        && state.Timers.IsEmpty
        && !state.AsksSomebody
        && state.SubRuns.IsEmpty
        && Owed.RunDemand(state) is null
        && !Owed.StepDemands(state).Any()
        && !Owed.Turn(state)
        && !Owed.Attempts(state).Any();
}
