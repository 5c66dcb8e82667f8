using Runs.Journal.Sqlite.Native;

namespace Runs.Journal.Sqlite.Schema;

/// <summary>What identifies a journal's database and its format.</summary>
internal static class JournalFormat
{
    /// <summary>SQLite's application id of a journal: "RUNS".</summary>
    internal const int ApplicationId = 0x52554E53;

    /// <summary>The newest format that this version knows: the highest number of the scripts beside this file.</summary>
    internal const int Version = 2;

    /// <summary>The format since which the read side says which streams wait in which queue.</summary>
    internal const int WithQueues = 2;

    /// <summary>Measured for rows of 700 bytes: a tenth faster than 4 KiB in batches, and the same for single appends.</summary>
    internal const int PageSize = 8192;

    /// <summary>The format of the journal as it is now: who only reads may meet an older one, which a writer may upgrade at any time.</summary>
    internal static int Of(Connection connection) => (int)connection.Scalar("pragma user_version");

    internal static string Script(int version)
    {
        var name = $"{version:000}.sql";
        using var stream = typeof(JournalFormat).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The schema script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
