using Runs.Actors.Runs;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;

namespace Runs.Actors;

/// <summary>A run as lists show it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">Its status on the wire: pending, running, completed, error or cancelled.</param>
/// <param name="State">What exactly it is: also queued (again, for its slots), waiting (for a person or a time) or interrupted (its node is gone).</param>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="StrategyPath">The strategy's file.</param>
/// <param name="Cwd">The working directory.</param>
/// <param name="Owner">Whose run it is.</param>
/// <param name="StartedAt">When its last segment was started.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record RunSummary(
    string RunId,
    string Status,
    string State,
    string Strategy,
    string StrategyPath,
    string Cwd,
    string Owner,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>The state of a run whose node is gone and that nobody has resumed.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The state of a run that waits for a person or a time and for nothing else.</summary>
    public const string Waiting = "waiting";

    /// <summary>Whether a step of another run has opened it. Lists leave such runs out unless asked for hidden ones.</summary>
    public bool IsSubRun { get; init; }

    /// <summary>The summary of a listed stream.</summary>
    /// <param name="listed">The stream.</param>
    /// <param name="liveIncarnations">Whether the node of an incarnation lives.</param>
    public static RunSummary Of(ListedStream listed, Func<long, bool> liveIncarnations)
    {
        var row = listed.Row;
        var status = RunStatusExtensions.ParseWord(row.Status);
        var isHosted = row.Incarnation == listed.ShardOwner && liveIncarnations(listed.ShardOwner);
        return new(
            listed.Entity.Id, WireStatus.Of(status), StateOf(status, row, isHosted), row.Strategy, row.StrategyPath, row.Cwd, row.Owner,
            row.StartedAt, row.EndedAt)
        {
            IsSubRun = IsOfSubRun(row),
        };
    }

    /// <summary>The summary of a run that has just answered, and so is hosted.</summary>
    public static RunSummary Of(RunState state)
    {
        var row = RunRow.Of(state, incarnation: 0) ?? new ListingRow { Status = state.Status.ToWord() };
        return new(
            state.RunId, WireStatus.Of(state.Status), StateOf(state.Status, row, isHosted: true), row.Strategy, row.StrategyPath, row.Cwd, state.Owner,
            row.StartedAt, row.EndedAt)
        {
            IsSubRun = IsOfSubRun(row),
        };
    }

    /// <summary>What is hidden though it was started. The rows of runs that were never started are hidden too.</summary>
    private static bool IsOfSubRun(ListingRow row) => row is { Hidden: true, StartedAt: not null };

    private static string StateOf(RunStatus status, ListingRow row, bool isHosted)
    {
        var isUnderWay = status is RunStatus.Running or RunStatus.Cancelling && row.WakeAt is not null;
        if (isUnderWay && !isHosted)
            return Interrupted;
        if (row.QueuedAt is not null)
            return RunStatus.Queued.ToWord();
        return status == RunStatus.Running && (row.WakeAt is null || row.WakeAt > row.StartedAt) ? Waiting : status.ToWord();
    }
}
