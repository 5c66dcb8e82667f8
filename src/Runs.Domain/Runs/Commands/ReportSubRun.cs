using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// A sub-run has ended, or can't be made. The first report counts; one of a sub-run that the run knows nothing of, or not any more,
/// changes nothing, and is heard with that.
/// </summary>
/// <param name="SubRun">The id of the sub-run.</param>
/// <param name="Report">How it ended.</param>
public sealed record ReportSubRun(string SubRun, SubRunReport Report) : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (turn.State.SubRuns.TryGetValue(SubRun, out var sub))
            SubRuns.End(turn, sub, Report);
        return null;
    }
}
