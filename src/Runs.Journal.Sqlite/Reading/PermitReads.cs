using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Reading;

/// <summary>Reads the slots of a limit.</summary>
internal static class PermitReads
{
    internal static IReadOnlyList<PermitRecord> Of(Connection connection, string limitKey)
    {
        using var rows = connection.Prepare("""
            select p.slot, p.generation, s.kind, s.id, p.step, p.attempt
            from permits p left join streams s on s.stream_key = p.stream_key
            where p.limit_key = ? order by p.slot
            """).Bind(limitKey).Run();
        var slots = new List<PermitRecord>();
        while (rows.Next())
            slots.Add(Read(rows));
        return slots;
    }

    internal static PermitRecord Read(Rows rows)
    {
        EntityId? holder = rows.IsNull(2) ? null : new EntityId(rows.Text(2), rows.Text(3));
        return new PermitRecord((int)rows.Long(0), rows.Long(1), holder, rows.Text(4), (int)rows.Long(5));
    }
}
