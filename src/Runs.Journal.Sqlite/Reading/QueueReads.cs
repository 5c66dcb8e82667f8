using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Reading;

/// <summary>
/// Finds the streams that wait in a queue, in the order of the index over them. Priorities descend while times ascend, which no single
/// comparison says: a page is what is left of the cursor's own priority, and then what is of a lower one.
/// </summary>
internal static class QueueReads
{
    internal const string First = $"{Select} {Order}";
    internal const string SamePriority = $"{Select} and priority = ? and (queued_at, kind, id) > (?, ?, ?) {Order}";
    internal const string LowerPriority = $"{Select} and priority < ? {Order}";

    private const string Select = "select kind, id, priority, queued_at, limits from runs where queue = ? and queued_at is not null";
    private const string Order = "order by priority desc, queued_at, kind, id limit ?";

    internal static IReadOnlyList<QueuedStream> Queued(Connection connection, string queue, QueuedCursor? after, int limit)
    {
        var page = new List<QueuedStream>();
        if (JournalFormat.Of(connection) < JournalFormat.WithQueues || limit < 1)
            return page;
        if (after is not { } last)
        {
            Add(connection.Prepare(First).Bind(queue).Bind(limit), page);
            return page;
        }

        Add(connection.Prepare(SamePriority).Bind(queue).Bind(last.Priority).Bind(last.QueuedAt.UtcTicks).Bind(last.Entity.Kind).Bind(last.Entity.Id).Bind(limit), page);
        if (page.Count < limit)
            Add(connection.Prepare(LowerPriority).Bind(queue).Bind(last.Priority).Bind(limit - page.Count), page);
        return page;
    }

    private static void Add(Statement statement, List<QueuedStream> page)
    {
        using var rows = statement.Run();
        while (rows.Next())
            page.Add(new QueuedStream(new EntityId(rows.Text(0), rows.Text(1)), (int)rows.Long(2), new DateTimeOffset(rows.Long(3), TimeSpan.Zero), rows.Text(4)));
    }
}
