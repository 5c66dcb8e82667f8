using Npgsql;

namespace Runs.Journal.Postgres.Schema;

/// <summary>A database whose schema has been found to hold a journal that this program knows, and the ways to connections of each purpose.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private PostgresDatabase(PostgresJournalOptions options) => Options = options;

    public PostgresJournalOptions Options { get; }

    public int ShardCount { get; private set; }

    /// <summary>The format that is written now; whoever reads the table of nodes keeps it fresh.</summary>
    public int Format { get; set; }

    public int NewestFormat => throw new NotImplementedException();

    public static ValueTask<PostgresDatabase> Open(PostgresJournalOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Opens the lane's connection, outside all pools.</summary>
    public ValueTask<NpgsqlConnection> OpenLane(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Takes a connection to read with; it goes back when it is disposed.</summary>
    public ValueTask<NpgsqlConnection> OpenReader(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Takes a connection for the tables of nodes and shards, from a small pool of its own.</summary>
    public ValueTask<NpgsqlConnection> OpenControl(CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
