using System.Runtime.CompilerServices;
using Npgsql;
using Runs.Journal.Postgres.Reading;
using Runs.Journal.Postgres.Schema;
using Runs.Journal.Postgres.Shards;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Postgres;

/// <summary>
/// Everything that a journal in PostgreSQL had when the dump was opened, whoever writes to it in the meantime. It reads over a connection of
/// its own, in one transaction that changes nothing; until it is disposed of, the database can't tidy up what changed since. It may do nothing
/// for ten minutes between two reads, and no read may take longer.
/// </summary>
public sealed class PostgresJournalDump : IJournalDump
{
    private const int PageRows = 1_000;

    // A whole journal is sorted.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly JournalPlace _place;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private int _cursors;

    private PostgresJournalDump(JournalPlace place, NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_place, _source, _connection, _transaction) = (place, source, connection, transaction);

    /// <summary>Opens the journal of a database as it is now, for a user who may read all its tables.</summary>
    /// <exception cref="JournalException">One of <see cref="DatabaseErrors"/>.</exception>
    public static async ValueTask<PostgresJournalDump> Open(PostgresJournalOptions options, CancellationToken cancellation = default)
    {
        var session = ConnectionText.Parse(() => Sessions.Once(options, "runs dump", Longest));
        var place = JournalPlace.Of(session, options.Schema);
        var source = NpgsqlDataSource.Create(session);
        try
        {
            var connection = await Patience.Open(source, options.ConnectTimeout, cancellation);
            var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
            if (await SchemaCheck.IsEmpty(connection, place, cancellation))
                throw DatabaseFaults.Missing(place);
            // Its first read is the moment of the dump.
            await SchemaCheck.Run(connection, place, JournalScripts.Own.Newest, JournalTables.ReaderRights, cancellation);
            return new PostgresJournalDump(place, source, connection, transaction);
        }
        catch (Exception error)
        {
            await source.DisposeAsync();
            throw DatabaseFaults.IsFault(error) ? DatabaseFaults.From(error, place) : error;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DumpedAppend> Appends(CancellationToken cancellation) => Read(DumpReads.Appends, DumpReads.ReadAppend, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<DumpedPermit> Permits(CancellationToken cancellation) => Read(DumpReads.Permits, DumpReads.ReadPermit, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<ListedStream> Rows(CancellationToken cancellation) => Read(DumpReads.Rows, ListedRow.Read, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) =>
        await Told(() => ShardRows.Read(_connection, cancellation));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }

    private async IAsyncEnumerable<T> Read<T>(string query, Func<NpgsqlDataReader, T> row, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cursor = $"dump_{++_cursors}";
        await Told(() => new Query($"declare {cursor} no scroll cursor for {query}").Do(_connection, cancellation));
        while (await Told(() => new Query($"fetch {PageRows} from {cursor}").Rows(_connection, row, cancellation)) is { Count: > 0 } page)
        {
            foreach (var one in page)
                yield return one;
        }

        await Told(() => new Query($"close {cursor}").Do(_connection, cancellation));
    }

    private async ValueTask<T> Told<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (DatabaseFaults.IsFault(error))
        {
            throw DatabaseFaults.From(error, _place);
        }
    }
}
