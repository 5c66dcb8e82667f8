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

    /// <summary>Who owns a shard in an epoch; <see langword="null"/> when it isn't in that epoch.</summary>
    internal static long? OwnerIn(Connection connection, ShardRecord seen)
    {
        using var rows = connection.Prepare("select owner from shards where shard_id = ? and epoch = ?").Bind(seen.Shard).Bind(seen.Epoch).Run();
        return rows.Next() ? rows.Long(0) : null;
    }

    /// <summary>Raises the epoch of a shard and writes its new owner.</summary>
    internal static ShardRecord Take(Connection connection, NodeIncarnation owner, ShardRecord seen)
    {
        connection.Prepare("update shards set epoch = epoch + 1, owner = ? where shard_id = ? and epoch = ?")
            .Bind(owner.Number).Bind(seen.Shard).Bind(seen.Epoch).Do();
        return new ShardRecord(seen.Shard, seen.Epoch + 1, owner.Number);
    }

    internal static void Release(Connection connection, NodeIncarnation owner, ShardRecord held) =>
        connection.Prepare("update shards set owner = 0 where shard_id = ? and epoch = ? and owner = ?")
            .Bind(held.Shard).Bind(held.Epoch).Bind(owner.Number).Do();
}
