using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>Reads the slots of a limit.</summary>
internal static class PermitReads
{
    internal const string Slots = """
        select p.slot, p.generation, s.kind, s.id, p.step, p.attempt
        from permits p left join streams s on s.stream_key = p.stream_key
        where p.limit_key = $1 order by p.slot
        """;

    public static Query Of(string limitKey) => new Query(Slots).With(limitKey);

    public static PermitRecord Read(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.Entity(2), row.Text(4), row.GetInt32(5));
}
