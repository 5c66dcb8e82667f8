using System.Text;
using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Journal.Sqlite.Writing;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Reading;

/// <summary>
/// Reads of the listing rows. A list walks one index from its newest end, from where the last page ended, and filters as it goes.
/// </summary>
internal static class ListingReads
{
    private const int LargestPage = 1_000;

    internal static ListedStream? Find(Connection connection, EntityId entity)
    {
        using var rows = connection.Prepare($"{ListedRow.Select(JournalFormat.Of(connection))} where r.stream_key = (select stream_key from streams where kind = ? and id = ?)")
            .Bind(entity.Kind).Bind(entity.Id).Run();
        return rows.Next() ? ListedRow.Read(rows) : null;
    }

    internal static IReadOnlyList<ListedStream> List(Connection connection, ListingQuery query)
    {
        using var rows = Bind(connection.Prepare(Text(query, JournalFormat.Of(connection))), query).Run();
        var page = new List<ListedStream>();
        while (rows.Next())
            page.Add(ListedRow.Read(rows));
        return page;
    }

    internal static string Text(ListingQuery query, int format = JournalFormat.Version)
    {
        var sql = new StringBuilder(ListedRow.Select(format)).Append(" where r.kind = ?");
        if (query.Cwd is not null)
            sql.Append(" and r.cwd = ?");
        if (query.Owner is not null)
            sql.Append(" and r.owner = ?");
        if (query.Statuses is { } statuses)
            sql.Append(" and r.status in (").AppendJoin(", ", statuses.Select(_ => "?")).Append(')');
        if (query.After is not null)
            sql.Append(" and (r.started_at, r.id) < (?, ?)");
        if (!query.IncludeHidden)
            sql.Append(" and r.hidden = 0");
        return sql.Append(" order by r.started_at desc, r.id desc limit ?").ToString();
    }

    private static Statement Bind(Statement statement, ListingQuery query)
    {
        statement.Bind(query.Kind);
        if (query.Cwd is { } cwd)
            statement.Bind(cwd);
        if (query.Owner is { } owner)
            statement.Bind(owner);
        foreach (var status in query.Statuses ?? [])
            statement.Bind(status);
        if (query.After is { } after)
            statement.Bind(after.StartedAt?.UtcTicks ?? ListingRows.NotStarted).Bind(after.Id);
        return statement.Bind(Math.Clamp(query.Limit, 1, LargestPage));
    }
}
