using Runs.Checkers.Evidence;
using Runs.Journal.Sqlite;
using Runs.Runtime.Journal;

namespace Runs.Checkers;

/// <summary>Checks the journal of a data directory, whether or not a process holds it. Of its clients nothing is known, so what they were told is not checked.</summary>
internal static class DirectoryCheck
{
    /// <summary>Where a promise was broken, and how much was looked at.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="isOver">Whether every run in it should have ended.</param>
    /// <exception cref="JournalException">There is no journal, or it can't be read.</exception>
    public static async Task<(CaseFile File, IReadOnlyList<Violation> Violations)> Run(string directory, bool isOver = false)
    {
        var file = await Read(directory, isOver);
        return (file, AllCheckers.Check(file));
    }

    /// <summary>Reads the whole journal.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="isOver">Whether every run in it should have ended.</param>
    /// <exception cref="JournalException">There is no journal, or it can't be read.</exception>
    public static async Task<CaseFile> Read(string directory, bool isOver)
    {
        await using var dump = SqliteJournalDump.Open(directory);
        return new CaseFile(await DumpedRecord.Of(dump), new Testimony()) { IsOver = isOver };
    }
}
