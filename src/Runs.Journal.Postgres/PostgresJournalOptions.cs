using Runs.Runtime.Entities;

namespace Runs.Journal.Postgres;

/// <summary>How a journal in PostgreSQL is opened.</summary>
public sealed record PostgresJournalOptions
{
    /// <summary>
    /// Where the database is, in Npgsql's words, such as <c>Host=db;Database=runs;Username=runs</c>. It may hold a password: it is never logged.
    /// </summary>
    public required string Connection { get; init; }

    /// <summary>The schema that has the journal's tables; made where it is missing. Lower-case letters, digits and underscores. Default: <c>runs</c>.</summary>
    public string Schema { get; init; } = "runs";

    /// <summary>How many shards a new journal gets; an existing one keeps its count. Default: 256.</summary>
    public int ShardCount { get; init; } = Sharding.DefaultShardCount;

    /// <summary>How many reads may be under way at once, each on a connection of its own; more wait. Default: 8.</summary>
    public int Readers { get; init; } = 8;

    /// <summary>How long a connection may take to come about. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a statement may take before the connection is given up; what an append did by then nobody knows. Default: 20 s.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
