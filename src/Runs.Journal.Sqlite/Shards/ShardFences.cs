using Runs.Journal.Sqlite.Native;

namespace Runs.Journal.Sqlite.Shards;

/// <summary>
/// The epochs as the writer's connection last read them. They change only on that connection, under its lock, and are read
/// again whenever SQLite says that anybody else wrote to the database.
/// </summary>
internal sealed class ShardFences
{
    private long[] _epochs = [];

    internal bool Allows(int shard, long epoch) => (uint)shard < (uint)_epochs.Length && _epochs[shard] == epoch;

    internal void Load(Connection connection) => _epochs = [.. ShardRows.All(connection).Select(shard => shard.Epoch)];
}
