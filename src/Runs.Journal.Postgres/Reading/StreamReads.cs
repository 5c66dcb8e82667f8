using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>Reads of one stream.</summary>
internal static class StreamReads
{
    internal const string Head = """
        select s.stream_key, (select a.last_seq from appends a where a.stream_key = s.stream_key order by a.first_seq desc limit 1)
        from streams s where s.kind = $1 and s.id = $2
        """;

    // Sequences have no gaps, so the append with the event after $2 is the last that begins there or before. What comes over the network is
    // cut off in the database: what a client doesn't want it would still be sent. So many rows at most are looked at for that.
    internal const string Page = """
        select first_seq, last_seq, epoch, at, data
        from (
            select a.*, sum(octet_length(data)) over (order by first_seq) - octet_length(data) as before
            from (
                select first_seq, last_seq, epoch, at, data from appends
                where stream_key = $1 and last_seq > $2
                  and first_seq >= coalesce((select max(first_seq) from appends where stream_key = $1 and first_seq <= $2 + 1), 0)
                order by first_seq limit 1000
            ) a
        ) p
        where before < $3
        order by first_seq
        """;

    public static Query Find(EntityId entity) => new Query(Head).With(entity.Kind).With(entity.Id);

    public static Query Read(long streamKey, long afterSeq, int maxBytes) =>
        new Query(Page).With(streamKey).With(afterSeq).With((long)Math.Max(1, maxBytes));

    public static StreamHead ReadHead(Npgsql.NpgsqlDataReader row) => new(row.GetInt64(0), row.IsDBNull(1) ? 0 : row.GetInt64(1));

    public static StoredAppend ReadAppend(Npgsql.NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.Time(3), row.Bytes(4));
}
