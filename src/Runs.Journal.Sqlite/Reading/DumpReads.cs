using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Reading;

/// <summary>Reads whole tables in pages, each along a key of its table.</summary>
internal static class DumpReads
{
    private const int PageRows = 1_000;
    private const int PageBytes = 1 << 20;

    // The streams' own index is in the order of names.
    private const string FromStreams = "from streams s cross join runs r on r.stream_key = s.stream_key cross join shards h on h.shard_id = s.shard_id";

    internal static IReadOnlyList<DumpedAppend> Appends(Connection connection, long after)
    {
        using var rows = connection.Prepare("""
            select a.pos, s.kind, s.id, s.shard_id, a.first_seq, a.last_seq, a.epoch, a.at, a.data
            from appends a cross join streams s on s.stream_key = a.stream_key
            where a.pos > ? order by a.pos limit ?
            """).Bind(after).Bind(PageRows).Run();
        var page = new List<DumpedAppend>();
        for (var bytes = 0L; bytes < PageBytes && rows.Next();)
        {
            var data = rows.Bytes(8);
            bytes += data.Length;
            page.Add(new DumpedAppend(
                rows.Long(0),
                new EntityId(rows.Text(1), rows.Text(2)),
                (int)rows.Long(3),
                rows.Long(4),
                rows.Long(5),
                rows.Long(6),
                new DateTimeOffset(rows.Long(7), TimeSpan.Zero),
                data));
        }

        return page;
    }

    internal static IReadOnlyList<DumpedPermit> Permits(Connection connection, DumpedPermit? after)
    {
        using var rows = connection.Prepare("""
            select p.slot, p.generation, s.kind, s.id, p.step, p.attempt, p.limit_key
            from permits p left join streams s on s.stream_key = p.stream_key
            where (p.limit_key, p.slot) > (?, ?) order by p.limit_key, p.slot limit ?
            """).Bind(after?.LimitKey ?? "").Bind(after?.Permit.Slot ?? long.MinValue).Bind(PageRows).Run();
        var page = new List<DumpedPermit>();
        while (rows.Next())
            page.Add(new DumpedPermit(rows.Text(6), PermitReads.Read(rows)));
        return page;
    }

    internal static IReadOnlyList<ListedStream> Rows(Connection connection, int format, EntityId after)
    {
        using var rows = connection.Prepare($"{ListedRow.Select(format, FromStreams)} where (s.kind, s.id) > (?, ?) order by s.kind, s.id limit ?")
            .Bind(after.Kind).Bind(after.Id).Bind(PageRows).Run();
        var page = new List<ListedStream>();
        while (rows.Next())
            page.Add(ListedRow.Read(rows));
        return page;
    }
}
