using SQLitePCL;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>
/// The errors after which nothing can have been stored, provided that the transaction is known to be rolled back. All others
/// leave the outcome unknown.
/// </summary>
internal static class CommitErrors
{
    internal static bool IsHarmless(int code, bool committing) => committing ? IsHarmlessInCommit(code) : IsHarmlessBefore(code);

    // The statements that come before COMMIT only fill caches, and all of these are refusals to begin or to go on.
    private static bool IsHarmlessBefore(int code) => code is
        raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CANTOPEN
        or raw.SQLITE_TOOBIG or raw.SQLITE_NOMEM or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_INTERRUPT;

    // A full disk is met by a write, and the frame that makes a transaction count is the last one written. A disk that is full
    // only when it syncs says SQLITE_IOERR.
    private static bool IsHarmlessInCommit(int code) => code == raw.SQLITE_FULL;
}
