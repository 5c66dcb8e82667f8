using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>When the faults are over, every run that was started ends, unless somebody holds it or a person is asked.</summary>
internal sealed class EndChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "When the faults are over, every run that nobody holds ends.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file) => !file.IsOver
        ? []
        : file.Runs.Where(run => !run.IsErased && IsOpen(run.State)).Select(run => $"{run.Run} has not ended:\n{StateDump.Of(run.State)}");

    private static bool IsOpen(RunState state) =>
        state.Status.IsActive() && state.Status is not (RunStatus.Paused or RunStatus.Quarantined) && !state.AsksSomebody;
}
