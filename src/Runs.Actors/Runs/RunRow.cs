using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;

namespace Runs.Actors.Runs;

/// <summary>What lists show of a run.</summary>
internal static class RunRow
{
    public static ListingRow? Of(RunState state, long incarnation)
    {
        if ((state.Current ?? state.Pending) is not { } segment)
            return state.Status == RunStatus.None ? null : new ListingRow { Status = state.Status.ToWord(), Terminal = true, Hidden = true };
        return new ListingRow
        {
            Status = state.Status.ToWord(),
            Terminal = state.Status.IsTerminal(),
            Hidden = state.Current is null || state.Parent is not null,
            Incarnation = incarnation,
            Strategy = segment.Plan.Name,
            StrategyPath = segment.StrategyPath,
            Cwd = segment.Cwd,
            Owner = state.Owner,
            StartedAt = segment.StartedAt,
            EndedAt = state.End?.At,
            WakeAt = WakeAt(state),
        };
    }

    /// <summary>A run that owes anything now must always have a cell. That time doesn't change with each step, so the row doesn't either.</summary>
    private static DateTimeOffset? WakeAt(RunState state) =>
        Owed.Turn(state) || Owed.Attempts(state).Any() || Owed.OtherRuns(state) ? state.Current!.StartedAt : Owed.WakeUp(state);
}
