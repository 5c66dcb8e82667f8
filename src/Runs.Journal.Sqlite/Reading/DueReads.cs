using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Reading;

/// <summary>Finds the streams that must be awake, in the order of the index over their times.</summary>
internal static class DueReads
{
    internal const string First = "select kind, id, wake_at from runs where wake_at <= ? order by wake_at, kind, id limit ?";
    internal const string Next = "select kind, id, wake_at from runs where wake_at <= ? and (wake_at, kind, id) > (?, ?, ?) order by wake_at, kind, id limit ?";

    internal static IReadOnlyList<DueStream> Due(Connection connection, DateTimeOffset until, int limit, DueStream? after)
    {
        var statement = connection.Prepare(after is null ? First : Next).Bind(until.UtcTicks);
        if (after is { } last)
            statement.Bind(last.WakeAt.UtcTicks).Bind(last.Entity.Kind).Bind(last.Entity.Id);
        using var rows = statement.Bind(Math.Max(0, limit)).Run();
        var due = new List<DueStream>();
        while (rows.Next())
            due.Add(new DueStream(new EntityId(rows.Text(0), rows.Text(1)), new DateTimeOffset(rows.Long(2), TimeSpan.Zero)));
        return due;
    }
}
