using Runs.Journal.Sqlite.Schema;
using Runs.Runtime.Journal;
using SQLitePCL;

namespace Runs.Journal.Sqlite.Native;

/// <summary>Says in the journal's words what SQLite said in its own.</summary>
internal static class JournalFaults
{
    internal static JournalException From(SqliteFault fault, string path) => fault.Code switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Corrupt(path, fault.Message, fault),
        raw.SQLITE_FULL => Full(path, fault),
        // A reader meets a full disk when it makes room for the index of the write-ahead log.
        raw.SQLITE_IOERR when fault.ExtendedCode == raw.SQLITE_IOERR_SHMSIZE => Full(path, fault),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
            new(DataErrors.Unusable, $"The journal {path} can't be opened: {fault.Message}. Check the permissions of the file and of its directory.", fault),
        _ => new(DataErrors.Failed, $"The journal {path} failed: {fault.Message}.", fault),
    };

    private static JournalException Full(string path, SqliteFault fault) =>
        new(DataErrors.Full, $"The disk of {path} is full. Make room and try again.", fault);

    internal static JournalException Newer(string path, long format) =>
        new(DataErrors.Newer, $"The journal {path} has format {format}; this version knows formats up to {JournalFormat.Version}. Use the newer version that wrote it, or choose another data directory.");

    internal static JournalException Corrupt(string path, string what, Exception? inner = null) =>
        new(DataErrors.Corrupt, $"The journal {path} is damaged or no journal: {what}. It was left as it is; restore it from a backup, or choose another data directory.", inner);
}
