using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Reading;

/// <summary>Reads of one stream.</summary>
internal static class StreamReads
{
    internal static StreamHead? Find(Connection connection, EntityId entity)
    {
        using var rows = connection.Prepare("""
            select stream_key, (select last_seq from appends a where a.stream_key = s.stream_key order by first_seq desc limit 1)
            from streams s where kind = ? and id = ?
            """).Bind(entity.Kind).Bind(entity.Id).Run();
        return rows.Next() ? new StreamHead(rows.Long(0), rows.Long(1)) : null;
    }

    // Sequences have no gaps, so the append with the event after "afterSeq" is the last that begins there or before.
    internal static IReadOnlyList<StoredAppend> Read(Connection connection, long streamKey, long afterSeq, int maxBytes)
    {
        using var rows = connection.Prepare("""
            select first_seq, last_seq, epoch, at, data from appends
            where stream_key = ?1 and last_seq > ?2
              and first_seq >= ifnull((select max(first_seq) from appends where stream_key = ?1 and first_seq <= ?2 + 1), 0)
            order by first_seq
            """).Bind(streamKey).Bind(afterSeq).Run();
        var page = new List<StoredAppend>();
        for (var bytes = 0L; (page.Count == 0 || bytes < maxBytes) && rows.Next();)
        {
            var data = rows.Bytes(4);
            bytes += data.Length;
            page.Add(new StoredAppend(rows.Long(0), rows.Long(1), rows.Long(2), new DateTimeOffset(rows.Long(3), TimeSpan.Zero), data));
        }
        return page;
    }
}
