using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Runtime.Shards;

namespace Runs.Journal.Sqlite.Shards;

/// <summary>The table of nodes: one row for each start of one.</summary>
internal static class NodeRows
{
    internal static long LastIncarnation(Connection connection) =>
        connection.Scalar($"select value from meta where name = '{JournalMeta.LastIncarnation}'");

    internal static NodeIncarnation Join(Connection connection, string node, DateTimeOffset now)
    {
        var number = LastIncarnation(connection) + 1;
        connection.Prepare("update meta set value = ? where name = ?").Bind(number).Bind(JournalMeta.LastIncarnation).Do();
        connection.Prepare("insert into nodes (incarnation, name, started_at) values (?, ?, ?)").Bind(number).Bind(node).Bind(now.UtcTicks).Do();
        return new NodeIncarnation(node, number);
    }
}
