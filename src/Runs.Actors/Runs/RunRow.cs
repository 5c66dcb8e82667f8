using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;

namespace Runs.Actors.Runs;

/// <summary>What lists show of a run, and what finds those that must wake or wait for their slots.</summary>
internal static class RunRow
{
    public static ListingRow? Of(RunState state, long incarnation)
    {
        if (state.StatusSegment is not { } segment)
            return state.Status == RunStatus.None ? null : new ListingRow { Status = state.Status.ToWord(), Terminal = true, Hidden = true, WakeAt = WakeAt(state) };
        return new ListingRow
        {
            Status = state.Status.ToWord(),
            Terminal = state.Status.IsTerminal(),
            Hidden = state.Parent is not null || (segment.StartedAt ?? segment.QueuedAt) is null,
            Incarnation = incarnation,
            Strategy = segment.Plan.Name,
            StrategyPath = segment.StrategyPath,
            Cwd = segment.Cwd,
            Owner = state.Owner,
            Queue = segment.Admission?.Queue ?? "",
            Priority = segment.Admission?.Priority ?? 0,
            QueuedAt = state.QueuedSince,
            Limits = Owed.RunDemand(state) is { } demand ? string.Join('\n', demand.Keys) : "",
            // One that waits in its queue is listed by when its start was accepted.
            StartedAt = segment.StartedAt ?? segment.QueuedAt,
            EndedAt = state.Status == RunStatus.Queued ? null : state.End?.At,
            WakeAt = WakeAt(state),
        };
    }

    /// <summary>
    /// A run that owes anything now must always have a cell. That time doesn't change with each step, so the row doesn't either. One that
    /// only waits for its slots is found by its queue.
    /// </summary>
    private static DateTimeOffset? WakeAt(RunState state) =>
        state.IsBeingErased ? state.Erasure!.BegunAt
        : Owed.Turn(state) || Owed.Attempts(state).Any() || Owed.OtherRuns(state) || Owed.StepDemands(state).Any() ? Always(state)
        : Owed.WakeUp(state);

    private static DateTimeOffset? Always(RunState state) => state.Current!.StartedAt ?? state.Current.QueuedAt;
}
