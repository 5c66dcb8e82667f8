using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Shards;

namespace Runs.Journal.Sqlite.Shards;

/// <summary>The table of shards, one statement each.</summary>
internal static class ShardRows
{
    internal static IReadOnlyList<ShardRecord> All(Connection connection)
    {
        var shards = new List<ShardRecord>();
        using var rows = connection.Prepare("select shard_id, epoch, owner from shards order by shard_id").Run();
        while (rows.Next())
            shards.Add(new ShardRecord((int)rows.Long(0), rows.Long(1), rows.Long(2)));
        return shards;
    }

    /// <summary>
    /// Takes one shard where its epoch still is the one seen and its owner may be replaced. An incarnation from before
    /// <paramref name="firstLiving"/> lost its lease with the directory's lock: its process is gone, whatever its name was.
    /// </summary>
    internal static bool TakeOver(Connection connection, NodeIncarnation owner, ShardRecord seen, long firstLiving)
    {
        connection.Prepare("""
            update shards set epoch = epoch + 1, owner = ?1
            where shard_id = ?2 and epoch = ?3
              and (owner in (0, ?1) or owner < ?4
                   or (owner < ?1 and exists (select 1 from nodes where incarnation = owner and name = ?5)))
            """).Bind(owner.Number).Bind(seen.Shard).Bind(seen.Epoch).Bind(firstLiving).Bind(owner.Node).Do();
        return connection.Changes == 1;
    }

    internal static void Release(Connection connection, NodeIncarnation owner, ShardRecord held) =>
        connection.Prepare("update shards set owner = 0 where shard_id = ? and epoch = ? and owner = ?")
            .Bind(held.Shard).Bind(held.Epoch).Bind(owner.Number).Do();
}
