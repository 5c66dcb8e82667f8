using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>A listing row as queries select it.</summary>
internal static class ListedRow
{
    internal const string Columns = """
        r.kind, r.id, r.status, r.terminal, r.hidden, r.incarnation, r.strategy, r.strategy_path, r.cwd, r.owner,
        r.queue, r.priority, r.labels, r.started_at, r.ended_at, r.wake_at, r.queued_at, r.limits, h.owner
        """;

    internal const string Select = $"select {Columns} from runs r join streams s on s.stream_key = r.stream_key join shards h on h.shard_id = s.shard_id";

    internal static ListedStream Read(NpgsqlDataReader row) => new(
        row.Entity(0),
        new ListingRow
        {
            Status = row.Text(2),
            Terminal = row.GetBoolean(3),
            Hidden = row.GetBoolean(4),
            Incarnation = row.GetInt64(5),
            Strategy = row.Text(6),
            StrategyPath = row.Text(7),
            Cwd = row.Text(8),
            Owner = row.Text(9),
            Queue = row.Text(10),
            Priority = row.GetInt32(11),
            Labels = row.Text(12),
            StartedAt = row.TimeOrNull(13),
            EndedAt = row.TimeOrNull(14),
            WakeAt = row.TimeOrNull(15),
            QueuedAt = row.TimeOrNull(16),
            Limits = row.Text(17),
        },
        row.GetInt64(18));
}
