using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Journal.Sqlite.Writing;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Reading;

/// <summary>A listing row as queries select it, in any format that there was.</summary>
internal static class ListedRow
{
    private const string Columns = """
        select r.kind, r.id, r.status, r.terminal, r.hidden, r.incarnation, r.strategy, r.strategy_path, r.cwd, r.owner,
               r.queue, r.priority, r.labels, r.started_at, r.ended_at, r.wake_at, h.owner
        """;

    private const string FromRows = "from runs r cross join streams s on s.stream_key = r.stream_key cross join shards h on h.shard_id = s.shard_id";

    internal static string Select(int format, string tables = FromRows) => format < JournalFormat.WithQueues
        ? $"{Columns}, null, '' {tables}"
        : $"{Columns}, r.queued_at, r.limits {tables}";

    internal static ListedStream Read(Rows rows) => new(
        new EntityId(rows.Text(0), rows.Text(1)),
        new ListingRow
        {
            Status = rows.Text(2),
            Terminal = rows.Long(3) != 0,
            Hidden = rows.Long(4) != 0,
            Incarnation = rows.Long(5),
            Strategy = rows.Text(6),
            StrategyPath = rows.Text(7),
            Cwd = rows.Text(8),
            Owner = rows.Text(9),
            Queue = rows.Text(10),
            Priority = (int)rows.Long(11),
            Labels = rows.Text(12),
            StartedAt = rows.Long(13) == ListingRows.NotStarted ? null : Time(rows.Long(13)),
            EndedAt = Time(rows.LongOrNull(14)),
            WakeAt = Time(rows.LongOrNull(15)),
            QueuedAt = Time(rows.LongOrNull(17)),
            Limits = rows.Text(18),
        },
        rows.Long(16));

    private static DateTimeOffset? Time(long? ticks) => ticks is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;
}
