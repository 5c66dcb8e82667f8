using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>The slots of limits. Their primary key decides who has one; a free slot keeps its row for the sake of its generation.</summary>
internal static class PermitSlots
{
    /// <summary>Whether the stream may take the slot, once it has given back what the append gives back.</summary>
    internal static bool IsFree(Connection connection, PermitClaim claim, long streamKey, IReadOnlyList<PermitRelease> releases)
    {
        using var rows = connection.Prepare("select generation, stream_key from permits where limit_key = ? and slot = ?")
            .Bind(claim.LimitKey).Bind(claim.Slot).Run();
        if (!rows.Next())
            return true;
        if (claim.Generation <= rows.Long(0))
            return false;
        return rows.IsNull(1) || (rows.Long(1) == streamKey && releases.Contains(new PermitRelease(claim.LimitKey, claim.Slot)));
    }

    /// <summary>Takes the slot; false when somebody has it, which after <see cref="IsFree"/> can only be the same append.</summary>
    internal static bool Take(Connection connection, PermitClaim claim, long streamKey)
    {
        connection.Prepare("""
            insert into permits (limit_key, slot, generation, stream_key, step, attempt) values (?, ?, ?, ?, ?, ?)
            on conflict (limit_key, slot) do update
            set generation = excluded.generation, stream_key = excluded.stream_key, step = excluded.step, attempt = excluded.attempt
            where stream_key is null and generation < excluded.generation
            """).Bind(claim.LimitKey).Bind(claim.Slot).Bind(claim.Generation).Bind(streamKey).Bind(claim.Step).Bind(claim.Attempt).Do();
        return connection.Changes == 1;
    }

    internal static void Release(Connection connection, PermitRelease release, long streamKey) =>
        connection.Prepare("update permits set stream_key = null, step = '', attempt = 0 where limit_key = ? and slot = ? and stream_key = ?")
            .Bind(release.LimitKey).Bind(release.Slot).Bind(streamKey).Do();

    internal static void ReleaseAll(Connection connection, long streamKey) =>
        connection.Prepare("update permits set stream_key = null, step = '', attempt = 0 where stream_key = ?").Bind(streamKey).Do();
}
