using Runs.Journal.Sqlite.Native;
using SQLitePCL;

namespace Runs.Journal.Sqlite.Schema;

/// <summary>Brings a journal of an older format up to date, in one transaction: whatever happens in between, it has the old format or the new one.</summary>
internal static class JournalUpgrade
{
    /// <summary>Upgrades the journal, whose directory the caller holds.</summary>
    internal static void Run(string path, int format)
    {
        using var connection = JournalOpening.Writer(path);
        connection.Execute("begin immediate");
        Apply(connection, format);
        connection.Execute("commit");
        // Versions that know only the old format look at the header first, and that must say so.
        connection.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);
    }

    /// <summary>Runs the scripts after a format and writes the newest down; the caller commits.</summary>
    internal static void Apply(Connection connection, int format)
    {
        while (format < JournalFormat.Version)
            connection.Execute(JournalFormat.Script(++format));
        connection.Execute($"pragma user_version = {JournalFormat.Version}");
        connection.Prepare("update meta set value = ? where name = ?").Bind(JournalFormat.Version).Bind(JournalMeta.Format).Do();
    }
}
