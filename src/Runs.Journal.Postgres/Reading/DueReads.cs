using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>Finds the streams that must be awake, in the order of the index over their times.</summary>
internal static class DueReads
{
    internal const string First = "select kind, id, wake_at from runs where wake_at <= $1 order by wake_at, kind, id limit $2";
    internal const string Next = "select kind, id, wake_at from runs where wake_at <= $1 and (wake_at, kind, id) > ($3, $4, $5) order by wake_at, kind, id limit $2";

    public static Query Due(DateTimeOffset until, int limit, DueStream? after)
    {
        var query = new Query(after is null ? First : Next).With(until.UtcTicks).With((long)Math.Max(0, limit));
        return after is { } last ? query.With(last.WakeAt.UtcTicks).With(last.Entity.Kind).With(last.Entity.Id) : query;
    }

    public static DueStream Read(Npgsql.NpgsqlDataReader row) => new(row.Entity(0), row.Time(2));
}
