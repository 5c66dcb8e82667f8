using Npgsql;

namespace Runs.Journal.Postgres.Schema;

/// <summary>
/// The settings of each kind of connection. They are given when a connection is made, so that none costs a round trip later and none is lost
/// when a pool hands it on. That is also why a pooler that shares sessions between clients can't stand in between.
/// </summary>
internal static class Sessions
{
    private const int ControlConnections = 4;
    private const int BlobConnections = 4;
    private const int PreparedStatements = 48;
    private const int KeepAliveSeconds = 10;
    private const int KeepAliveInterval = 3;

    // Most batches go out in one piece: a process that is stopped in the middle would leave the server with half of one, and its locks held.
    private const int WholeBatch = 256 * 1024;

    // Between the server's own deadline of a statement and the moment at which the connection is given up.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    // A lease is renewed many times within its length, so one renewal may not take long. A takeover waits for the appends under way.
    private static readonly TimeSpan ControlTimeout = TimeSpan.FromSeconds(4);

    /// <summary>A path along an index, whatever the statistics say: an empty table that grows to millions of rows keeps its plans for a while.</summary>
    private const string AlongIndexes = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    /// <summary>The lane's: one connection outside all pools.</summary>
    public static NpgsqlConnectionStringBuilder Lane(PostgresJournalOptions options) =>
        With(options, "runs lane", options.StatementTimeout, $"{AlongIndexes} -c plan_cache_mode=force_generic_plan", session =>
            (session.Pooling, session.WriteBufferSize) = (false, WholeBatch));

    /// <summary>Those of reads.</summary>
    public static NpgsqlConnectionStringBuilder Reader(PostgresJournalOptions options) =>
        With(options, "runs reader", options.StatementTimeout, $"{AlongIndexes} -c enable_bitmapscan=off -c enable_sort=off", session => session.MaxPoolSize = options.Readers);

    /// <summary>Those of leases and shards. A lock is waited for a little less long than a statement may take, which says what it was.</summary>
    public static NpgsqlConnectionStringBuilder Control(PostgresJournalOptions options)
    {
        var longest = Least(options.StatementTimeout, ControlTimeout);
        return With(options with { ConnectTimeout = Least(options.ConnectTimeout, ControlTimeout) }, "runs control", longest, $"-c lock_timeout={Milliseconds(longest * 0.75)}", session => session.MaxPoolSize = ControlConnections);
    }

    /// <summary>Those that write large contents.</summary>
    public static NpgsqlConnectionStringBuilder Blobs(PostgresJournalOptions options) =>
        With(options, "runs blobs", options.StatementTimeout, AlongIndexes, session => session.MaxPoolSize = BlobConnections);

    /// <summary>That of raising the format. A script that waits for a lock on a table keeps all who come after it waiting, so it gives up before they do.</summary>
    public static NpgsqlConnectionStringBuilder Format(PostgresJournalOptions options, TimeSpan longest) =>
        With(options, "runs format", longest, $"-c lock_timeout={Milliseconds(options.StatementTimeout / 2)}", session => session.Pooling = false);

    /// <summary>That of what is done once: looking at the schema, making it, and reading everything.</summary>
    public static NpgsqlConnectionStringBuilder Once(PostgresJournalOptions options, string purpose, TimeSpan longest) =>
        With(options, purpose, longest, "", session => session.Pooling = false);

    private static NpgsqlConnectionStringBuilder With(
        PostgresJournalOptions options, string purpose, TimeSpan longest, string settings, Action<NpgsqlConnectionStringBuilder> change)
    {
        var session = new NpgsqlConnectionStringBuilder(options.Connection)
        {
            ApplicationName = purpose,
            SearchPath = null,
            Timeout = Seconds(options.ConnectTimeout),
            CommandTimeout = Seconds(longest + Margin),
            CancellationTimeout = Milliseconds(Margin),
            Pooling = true,
            MinPoolSize = 0,
            NoResetOnClose = true,
            Multiplexing = false,
            Enlist = false,
            IncludeErrorDetail = false,
            LogParameters = false,
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = 2,
        };
        if (session.Host is { } host && !host.StartsWith('/') && !host.StartsWith('@'))
            (session.TcpKeepAlive, session.TcpKeepAliveTime, session.TcpKeepAliveInterval) = (true, KeepAliveSeconds, KeepAliveInterval);
        // What comes later wins, so nobody's own settings change what the journal relies on.
        session.Options = $"{session.Options} -c search_path={options.Schema} -c statement_timeout={Milliseconds(longest)}"
            + $" -c idle_in_transaction_session_timeout={Milliseconds(longest)} -c jit=off -c default_transaction_isolation=read\\ committed"
            + $" -c tcp_keepalives_idle={KeepAliveSeconds} -c tcp_keepalives_interval={KeepAliveInterval} -c tcp_keepalives_count=3 {settings}";
        change(session);
        return session;
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    // 0 would mean for ever.
    private static int Seconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, int.MaxValue / 1000);

    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 1, int.MaxValue);
}
