using Npgsql;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>Whole tables, each in one order, by way of a cursor: nothing is read that nobody has asked for yet.</summary>
internal static class DumpReads
{
    // Positions are drawn inside of transactions of several nodes, and those end in another order. But each is drawn behind the locks of its
    // transaction, on its shards and its slots: so none that waited for another has a smaller one.
    internal const string Appends = """
        select a.pos, s.kind, s.id, s.shard_id, a.first_seq, a.last_seq, a.epoch, a.at, a.data
        from appends a join streams s on s.stream_key = a.stream_key
        order by a.pos
        """;

    internal const string Permits = """
        select p.slot, p.generation, s.kind, s.id, p.step, p.attempt, p.limit_key
        from permits p left join streams s on s.stream_key = p.stream_key
        order by p.limit_key, p.slot
        """;

    internal const string Rows = $"{ListedRow.Select} order by r.kind, r.id";

    public static DumpedAppend ReadAppend(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.Entity(1), row.GetInt32(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.Time(7), row.Bytes(8));

    public static DumpedPermit ReadPermit(NpgsqlDataReader row) => new(row.Text(6), PermitReads.Read(row));
}
