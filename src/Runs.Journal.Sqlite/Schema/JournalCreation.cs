using Runs.Journal.Sqlite.Directories;
using Runs.Journal.Sqlite.Native;
using SQLitePCL;

namespace Runs.Journal.Sqlite.Schema;

/// <summary>Makes an empty journal under another name and renames it, so that a journal is there as a whole or not at all.</summary>
internal static class JournalCreation
{
    internal static void Create(string path, int shardCount, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shardCount, 1);
        var draft = path + ".tmp";
        DeleteDraft(draft);
        // SQLite gives its own files the mode of the database, so making that private makes all of them private.
        new FileStream(draft, AtomicFile.CreatePrivate(FileMode.CreateNew)).Dispose();
        using (var connection = Connection.Open(draft, raw.SQLITE_OPEN_READWRITE))
            Fill(connection, shardCount, now);
        File.Move(draft, path);
    }

    private static void Fill(Connection connection, int shardCount, DateTimeOffset now)
    {
        connection.Execute($"pragma page_size = {JournalFormat.PageSize}; pragma journal_mode = wal; pragma synchronous = full; begin immediate");
        for (var format = 1; format <= JournalFormat.Version; format++)
            connection.Execute(JournalFormat.Script(format));
        connection.Execute($"pragma application_id = {JournalFormat.ApplicationId}; pragma user_version = {JournalFormat.Version}");
        Remember(connection, JournalMeta.Format, JournalFormat.Version);
        Remember(connection, JournalMeta.ShardCount, shardCount);
        Remember(connection, JournalMeta.CreatedAt, now.UtcTicks);
        Remember(connection, JournalMeta.LastIncarnation, 0);
        Remember(connection, JournalMeta.LastErasedKey, 0);
        for (var shard = 0; shard < shardCount; shard++)
            connection.Prepare("insert into shards (shard_id, epoch, owner) values (?, 0, 0)").Bind(shard).Do();
        connection.Execute("commit");
    }

    private static void Remember(Connection connection, string name, long value) =>
        connection.Prepare("insert into meta (name, value) values (?, ?)").Bind(name).Bind(value).Do();

    // What a process left that ended while it created a journal. Nothing was ever stored in it.
    private static void DeleteDraft(string draft)
    {
        File.Delete(draft);
        File.Delete(draft + "-wal");
        File.Delete(draft + "-shm");
    }
}
