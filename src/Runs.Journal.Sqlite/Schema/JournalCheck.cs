using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Reading;
using SQLitePCL;

namespace Runs.Journal.Sqlite.Schema;

/// <summary>
/// Looks at a journal before it is opened for writing, and changes nothing in it. The look costs the same however large the
/// journal is: it reads the schema, the small tables and the ends of the large ones.
/// </summary>
internal static class JournalCheck
{
    private static string[] Probes(int format) =>
    [
        "select incarnation, name, started_at from nodes order by incarnation desc limit 1",
        "select shard_id, epoch, owner from shards limit 1",
        "select stream_key, shard_id from streams order by stream_key desc limit 1",
        "select kind, id from streams order by kind desc, id desc limit 1",
        "select pos, last_seq, epoch, at, data from appends order by pos desc limit 1",
        "select stream_key, first_seq from appends order by stream_key desc, first_seq desc limit 1",
        $"{ListedRow.Select(format)} order by r.stream_key desc limit 1",
        "select limit_key, slot, generation, stream_key, step, attempt from permits limit 1",
    ];

    /// <summary>Refuses what is no sound journal, and answers which format it has.</summary>
    internal static int Run(string path)
    {
        JournalHeader.Check(path);
        try
        {
            using var connection = OpenUntouched(path);
            // One transaction, or an upgrade in between would make a journal look like two halves.
            connection.Execute("begin");
            var format = CheckMeta(path, connection);
            foreach (var probe in Probes(format))
            {
                using var rows = connection.Prepare(probe).Run();
                rows.Next();
            }

            return format;
        }
        catch (SqliteFault fault) when (fault.Code == raw.SQLITE_ERROR)
        {
            // Statements that were valid when they were compiled into this assembly: tables or columns are missing.
            throw JournalFaults.Corrupt(path, fault.Message, fault);
        }
        catch (SqliteFault fault)
        {
            throw JournalFaults.From(fault, path);
        }
    }

    internal static int ShardCount(Connection connection) =>
        checked((int)connection.Scalar($"select value from meta where name = '{JournalMeta.ShardCount}'"));

    private static int CheckMeta(string path, Connection connection)
    {
        var format = connection.Scalar($"select value from meta where name = '{JournalMeta.Format}'");
        if (format != JournalFormat.Of(connection) || format < 1)
            throw JournalFaults.Corrupt(path, $"it calls itself both format {format} and another");
        // The header may still be of before an upgrade that is in the write-ahead log.
        if (format > JournalFormat.Version)
            throw JournalFaults.Newer(path, format);
        var shards = connection.Scalar("select count(*) from shards where shard_id between 0 and (select value - 1 from meta where name = 'shard_count')");
        if (shards < 1 || shards != ShardCount(connection))
            throw JournalFaults.Corrupt(path, $"it has {shards} of {ShardCount(connection)} shards");
        return (int)format;
    }

    // Without a WAL nobody writes, and "immutable" keeps SQLite from making one. With a WAL, its content counts.
    private static Connection OpenUntouched(string path) => JournalHeader.HasWal(path)
        ? Connection.Open(path, raw.SQLITE_OPEN_READONLY)
        : Connection.Open($"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);
}
