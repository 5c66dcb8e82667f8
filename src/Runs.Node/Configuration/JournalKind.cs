namespace Runs.Node.Configuration;

/// <summary>Where the journal is.</summary>
internal enum JournalKind
{
    /// <summary>In the data directory, for one process at a time.</summary>
    Sqlite,

    /// <summary>In a PostgreSQL database, for several nodes.</summary>
    Postgres,
}
