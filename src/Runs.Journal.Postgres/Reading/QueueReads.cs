using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>
/// Finds the streams that wait in a queue, in the order of the index over them. Priorities descend while times ascend, which no single
/// comparison says: a page is what is left of the cursor's own priority, and then what is of a lower one.
/// </summary>
internal static class QueueReads
{
    internal const string First = $"{Select} {Order}";
    internal const string SamePriority = $"{Select} and priority = $3 and (queued_at, kind, id) > ($4, $5, $6) {Order}";
    internal const string LowerPriority = $"{Select} and priority < $3 {Order}";

    private const string Select = "select kind, id, priority, queued_at, limits from runs where queue = $1 and queued_at is not null";
    private const string Order = "order by priority desc, queued_at, kind, id limit $2";

    public static async ValueTask<IReadOnlyList<QueuedStream>> Queued(
        NpgsqlConnection connection, string queue, QueuedCursor? after, int limit, CancellationToken cancellation)
    {
        if (limit < 1)
            return [];
        if (after is not { } last)
            return await new Query(First).With(queue).With((long)limit).Rows(connection, Read, cancellation);
        var same = await new Query(SamePriority).With(queue).With((long)limit).With(last.Priority).With(last.QueuedAt.UtcTicks).With(last.Entity.Kind).With(last.Entity.Id)
            .Rows(connection, Read, cancellation);
        return same.Count == limit
            ? same
            : [.. same, .. await new Query(LowerPriority).With(queue).With((long)(limit - same.Count)).With(last.Priority).Rows(connection, Read, cancellation)];
    }

    private static QueuedStream Read(NpgsqlDataReader row) => new(row.Entity(0), row.GetInt32(2), row.Time(3), row.Text(4));
}
