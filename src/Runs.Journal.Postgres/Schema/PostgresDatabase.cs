using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Schema;

/// <summary>A database whose schema has been found to hold a journal that this program knows, and the ways to connections of each purpose.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private static readonly TimeSpan LongestChange = TimeSpan.FromMinutes(10);

    private readonly NpgsqlDataSource _lane;
    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _control;
    private readonly NpgsqlDataSource _blobs;
    private volatile int _format;

    private PostgresDatabase(PostgresJournalOptions options, JournalPlace place, JournalScripts scripts)
    {
        (Options, Place, Scripts) = (options, place, scripts);
        _lane = Writers(Sessions.Lane(options));
        _control = Writers(Sessions.Control(options));
        _readers = NpgsqlDataSource.Create(Sessions.Reader(options));
        _blobs = Writers(Sessions.Blobs(options));
    }

    public PostgresJournalOptions Options { get; }

    /// <summary>Where it is, for messages.</summary>
    public JournalPlace Place { get; }

    public int ShardCount { get; private set; }

    /// <summary>The format that is written now; each join and renewal keeps it fresh.</summary>
    public int Format
    {
        get => _format;
        set => _format = value;
    }

    public int NewestFormat => Scripts.Newest;

    /// <summary>The scripts of the formats that this program knows.</summary>
    public JournalScripts Scripts { get; }

    public static ValueTask<PostgresDatabase> Open(PostgresJournalOptions options, CancellationToken cancellation) =>
        Open(options, JournalScripts.Own, cancellation);

    /// <summary>As a program of another version would: it knows the formats of the scripts.</summary>
    internal static async ValueTask<PostgresDatabase> Open(PostgresJournalOptions options, JournalScripts scripts, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ShardCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Readers, 1);
        var session = ConnectionText.Parse(() => Sessions.Once(options, "runs opening", options.StatementTimeout));
        var place = JournalPlace.Of(session, options.Schema);
        var (format, shards) = await Prepare(session, place, scripts, options, cancellation);
        return new PostgresDatabase(options, place, scripts) { Format = format, ShardCount = shards };
    }

    /// <summary>Opens the lane's connection, outside all pools.</summary>
    public ValueTask<NpgsqlConnection> OpenLane(CancellationToken cancellation) => _lane.OpenConnectionAsync(cancellation);

    /// <summary>Takes a connection to read with; it goes back when it is disposed. A server that is restarting is waited for.</summary>
    public ValueTask<NpgsqlConnection> OpenReader(CancellationToken cancellation) => Patience.Open(_readers, Options.ConnectTimeout, cancellation);

    /// <summary>Takes a connection for the tables of nodes and shards, from a small pool of its own.</summary>
    public ValueTask<NpgsqlConnection> OpenControl(CancellationToken cancellation) => _control.OpenConnectionAsync(cancellation);

    /// <summary>
    /// Reads. A connection that the server has closed in the meantime says nothing about the journal, so the read is tried once more on a
    /// fresh one.
    /// </summary>
    /// <exception cref="JournalException">One of <see cref="DatabaseErrors"/>.</exception>
    public ValueTask<T> Read<T>(Func<NpgsqlConnection, CancellationToken, ValueTask<T>> read, CancellationToken cancellation) => Twice(_readers, read, cancellation);

    /// <summary>Does something with the tables of nodes and shards, once: the caller tries again, on what it knows then.</summary>
    /// <exception cref="JournalException">One of <see cref="DatabaseErrors"/>.</exception>
    public ValueTask<T> Control<T>(Func<NpgsqlConnection, CancellationToken, ValueTask<T>> act, CancellationToken cancellation) =>
        Told(_control, OpenControl, act, cancellation);

    /// <summary>Raises the format, on a connection of its own that may take its time.</summary>
    /// <exception cref="JournalException">One of <see cref="DatabaseErrors"/>.</exception>
    public async ValueTask<T> FormatChange<T>(Func<NpgsqlConnection, CancellationToken, ValueTask<T>> act, CancellationToken cancellation)
    {
        await using var source = Writers(Sessions.Format(Options, LongestChange));
        return await Told(source, source.OpenConnectionAsync, act, cancellation);
    }

    /// <summary>Changes blobs. What is done is done again where the server went away in between: each of these may be repeated, except that a
    /// deletion may count nothing then.</summary>
    /// <exception cref="JournalException">One of <see cref="DatabaseErrors"/>.</exception>
    public ValueTask<T> Blobs<T>(Func<NpgsqlConnection, CancellationToken, ValueTask<T>> act, CancellationToken cancellation) => Twice(_blobs, act, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _blobs.DisposeAsync();
        await _lane.DisposeAsync();
        await _readers.DisposeAsync();
        await _control.DisposeAsync();
    }

    private async ValueTask<T> Twice<T>(NpgsqlDataSource source, Func<NpgsqlConnection, CancellationToken, ValueTask<T>> act, CancellationToken cancellation)
    {
        ValueTask<NpgsqlConnection> Open(CancellationToken token) => Patience.Open(source, Options.ConnectTimeout, token);
        try
        {
            return await Told(source, Open, act, cancellation);
        }
        catch (JournalException error) when (error.InnerException is { } inner && DatabaseFaults.IsLost(inner))
        {
            return await Told(source, Open, act, cancellation);
        }
    }

    private async ValueTask<T> Told<T>(
        NpgsqlDataSource source,
        Func<CancellationToken, ValueTask<NpgsqlConnection>> open,
        Func<NpgsqlConnection, CancellationToken, ValueTask<T>> act,
        CancellationToken cancellation)
    {
        try
        {
            await using var connection = await open(cancellation);
            return await act(connection, cancellation);
        }
        catch (Exception error) when (DatabaseFaults.IsFault(error))
        {
            // Where the server has closed one, it has closed all that were idle: the next must not meet another that is as dead as this.
            if (DatabaseFaults.IsLost(error))
                source.Clear();
            throw DatabaseFaults.From(error, Place);
        }
    }

    private static async ValueTask<(int Format, int Shards)> Prepare(
        NpgsqlConnectionStringBuilder session, JournalPlace place, JournalScripts scripts, PostgresJournalOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var source = ConnectionText.Parse(() => Writers(session));
            await using var connection = await Patience.Open(source, options.ConnectTimeout, cancellation);
            await ServerCheck.Run(connection, place, cancellation);
            if (await SchemaCheck.IsEmpty(connection, place, cancellation))
                await SchemaCreation.Ensure(connection, place, scripts, options.ShardCount, cancellation);
            return await SchemaCheck.Run(connection, place, scripts.Newest, JournalTables.NodeRights, cancellation);
        }
        catch (Exception error) when (DatabaseFaults.IsFault(error))
        {
            throw DatabaseFaults.From(error, place);
        }
    }

    private static NpgsqlDataSource Writers(NpgsqlConnectionStringBuilder session) => new NpgsqlDataSourceBuilder(session.ConnectionString)
        .UsePhysicalConnectionInitializer(_ => throw new NotSupportedException("Connections are opened asynchronously."), CommitDurably)
        .Build();

    // A role or a database may be set to answer before a commit is on the disk. Every other choice is the operator's: they differ in what a
    // standby must have.
    private static async Task CommitDurably(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'", connection);
        await command.ExecuteNonQueryAsync();
    }
}
