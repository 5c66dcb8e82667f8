using System.Globalization;
using Npgsql;
using Runs.Journal.Postgres;
using Runs.TestDatabase;

namespace Runs.Benchmarks.Workloads;

/// <summary>
/// A schema of its own in a PostgreSQL, dropped afterwards. Without a connection that is a throw-away server with its usual durability, reached
/// through its Unix socket.
/// </summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly ThrowAwayPostgres? _server;
    private readonly bool _isOwner;

    private BenchDatabase(ThrowAwayPostgres? server, string connection, string? schema)
    {
        _server = server;
        _isOwner = schema is null;
        Options = new PostgresJournalOptions { Connection = connection, Schema = schema ?? $"bench_{Guid.NewGuid():n}" };
    }

    public PostgresJournalOptions Options { get; }

    /// <summary>Which server it is, for the figures.</summary>
    public string Server => _server is null ? "given" : "throw-away, Unix socket";

    /// <summary>A new schema, or one that another process has made.</summary>
    public static async Task<BenchDatabase> Open(string? connection, string? schema = null)
    {
        var server = connection is null ? await ThrowAwayPostgres.Start() : null;
        return new BenchDatabase(server, connection ?? server!.SocketConnection(), schema);
    }

    /// <summary>How large the tables and their indexes are.</summary>
    public async Task<long> Bytes() =>
        (long)(await Ask($"select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint from pg_class where relkind = 'r' and relnamespace = '{Options.Schema}'::regnamespace"))!;

    /// <summary>Processor time of a throw-away server's processes; none of another's.</summary>
    public TimeSpan Cpu()
    {
        if (_server is null)
            return TimeSpan.Zero;
        var (parent, ticks) = (_server.ProcessId.ToString(CultureInfo.InvariantCulture), 0L);
        foreach (var directory in Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            var fields = Stat(directory);
            if (fields.Length > 14 && fields[1] == parent)
                ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        }

        return TimeSpan.FromMilliseconds(10 * ticks);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOwner)
            await Ask($"drop schema if exists {Options.Schema} cascade");
        if (_server is not null)
            await _server.DisposeAsync();
    }

    // What comes after the program's name, which may have blanks: state, parent, …
    private static string[] Stat(string directory)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(directory, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private async Task<object?> Ask(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Options.Connection) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
