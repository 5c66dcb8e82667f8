using Runs.Checkers.Evidence;
using Runs.Journal.Postgres;
using Runs.Runtime.Journal;

namespace Runs.Checkers;

/// <summary>Checks the journal in a PostgreSQL database, as it is at one moment, whether or not nodes are at work on it.</summary>
internal static class DatabaseCheck
{
    /// <summary>Reads the whole journal.</summary>
    /// <param name="database">Where it is.</param>
    /// <param name="testimony">What its clients know; by default nothing.</param>
    /// <param name="isOver">Whether every run in it should have ended.</param>
    /// <param name="capacity">How many may hold each limit; by default nobody knows.</param>
    /// <exception cref="JournalException">There is no journal, or it can't be read.</exception>
    public static async Task<CaseFile> Read(PostgresJournalOptions database, Testimony? testimony = null, bool isOver = false, Func<string, int?>? capacity = null)
    {
        await using var dump = await PostgresJournalDump.Open(database, CancellationToken.None);
        return new CaseFile(await DumpedRecord.Of(dump), testimony ?? new Testimony()) { IsOver = isOver, Capacity = capacity ?? (_ => null) };
    }
}
