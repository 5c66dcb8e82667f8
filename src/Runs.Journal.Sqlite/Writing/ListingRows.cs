using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>The listing row of a stream: written whole, and only by appends that bring one.</summary>
internal static class ListingRows
{
    /// <summary>What stands for "not started": before every real time, so that such streams come last in one descending order.</summary>
    internal const long NotStarted = -1;

    internal static void Put(Connection connection, long streamKey, EntityId entity, ListingRow row) =>
        connection.Prepare("""
            insert into runs (stream_key, kind, id, status, terminal, hidden, incarnation, strategy, strategy_path, cwd, owner,
                              queue, priority, queued_at, limits, labels, started_at, ended_at, wake_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (stream_key) do update
            set status = excluded.status, terminal = excluded.terminal, hidden = excluded.hidden, incarnation = excluded.incarnation,
                strategy = excluded.strategy, strategy_path = excluded.strategy_path, cwd = excluded.cwd, owner = excluded.owner,
                queue = excluded.queue, priority = excluded.priority, queued_at = excluded.queued_at, limits = excluded.limits, labels = excluded.labels,
                started_at = excluded.started_at, ended_at = excluded.ended_at, wake_at = excluded.wake_at
            """)
            .Bind(streamKey).Bind(entity.Kind).Bind(entity.Id)
            .Bind(row.Status).Bind(row.Terminal ? 1 : 0).Bind(row.Hidden ? 1 : 0).Bind(row.Incarnation)
            .Bind(row.Strategy).Bind(row.StrategyPath).Bind(row.Cwd).Bind(row.Owner)
            .Bind(row.Queue).Bind(row.Priority).Bind(row.QueuedAt?.UtcTicks).Bind(row.Limits).Bind(row.Labels)
            .Bind(row.StartedAt?.UtcTicks ?? NotStarted).Bind(row.EndedAt?.UtcTicks).Bind(row.WakeAt?.UtcTicks)
            .Do();
}
