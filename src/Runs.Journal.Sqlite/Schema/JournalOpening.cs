using Runs.Journal.Sqlite.Native;
using Runs.Runtime.Journal;
using SQLitePCL;

namespace Runs.Journal.Sqlite.Schema;

/// <summary>Opens connections to a journal, each with the settings of its role.</summary>
internal static class JournalOpening
{
    // Only foreign tools hold SQLite's own locks for long; the directory's lock keeps other writers of ours away.
    private const int BusyMilliseconds = 1_000;

    // In pages. A checkpoint runs on the lane: at 8 MiB it stalls for about 10 ms, at 32 MiB for 50 ms, and throughput
    // gains a tenth at most.
    private const int CheckpointPages = 1_000;

    private const long LargestIdleWal = 64L << 20;
    private const int WriterCacheKibibytes = 32 << 10;
    private const int ReaderCacheKibibytes = 4 << 10;

    /// <summary>Checks the journal and brings it up to date, or creates it where there is none.</summary>
    internal static void Ensure(string path, SqliteJournalOptions options)
    {
        if (File.Exists(path))
        {
            Upgrade(path, JournalCheck.Run(path));
            return;
        }

        if (JournalHeader.HasWal(path))
            throw JournalFaults.Corrupt(path, "it is gone, but its write-ahead log is there");
        try
        {
            JournalCreation.Create(path, options.ShardCount, options.Time.GetUtcNow());
        }
        catch (SqliteFault fault)
        {
            throw JournalFaults.From(fault, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(DataErrors.Unusable, $"The journal {path} can't be created: {e.Message}", e);
        }
    }

    private static void Upgrade(string path, int format)
    {
        if (format == JournalFormat.Version)
            return;
        try
        {
            JournalUpgrade.Run(path, format);
        }
        catch (SqliteFault fault)
        {
            throw JournalFaults.From(fault, path);
        }
    }

    /// <summary>The path of the sound journal of a directory, for those who only read it.</summary>
    internal static string Existing(string directory)
    {
        var path = DataDirectory.JournalIn(Path.GetFullPath(directory));
        if (!File.Exists(path))
            throw new JournalException(DataErrors.Missing, $"There is no journal in {directory}. Check the directory, or start something in it first.");
        JournalCheck.Run(path);
        return path;
    }

    internal static Connection Writer(string path) => Open(path, raw.SQLITE_OPEN_READWRITE, $"""
        pragma busy_timeout = {BusyMilliseconds};
        pragma synchronous = full;
        pragma foreign_keys = off;
        pragma cache_size = -{WriterCacheKibibytes};
        pragma wal_autocheckpoint = {CheckpointPages};
        pragma journal_size_limit = {LargestIdleWal};
        """);

    internal static Connection Reader(string path) => Open(path, raw.SQLITE_OPEN_READONLY, $"""
        pragma busy_timeout = {BusyMilliseconds};
        pragma cache_size = -{ReaderCacheKibibytes};
        """);

    private static Connection Open(string path, int flags, string settings)
    {
        var connection = Connection.Open(path, flags);
        try
        {
            connection.Execute(settings);
            return connection;
        }
        catch (SqliteFault)
        {
            connection.Dispose();
            throw;
        }
    }
}
