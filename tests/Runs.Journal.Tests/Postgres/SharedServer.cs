using Npgsql;
using Runs.Journal.Tests.Postgres;
using Runs.TestDatabase;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Runs.Journal.Tests.Postgres;

/// <summary>One real server for the tests of this assembly, started when the first of them wants it. Each has a schema of its own.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    private static readonly Lazy<Task<ThrowAwayPostgres>> Starting = new(() => ThrowAwayPostgres.Start("max_connections=300", "track_commit_timestamp=on"));
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static int _schemas;

    public static Task<ThrowAwayPostgres> Get() => Starting.Value;

    /// <summary>A name that no other test has.</summary>
    public static string NewSchema() => $"journal_{Interlocked.Increment(ref _schemas)}";

    /// <summary>Runs statements as the superuser, outside all pools, and answers the first value.</summary>
    public static async Task<object?> Ask(string sql)
    {
        await using var connection = new NpgsqlConnection((await Get()).SocketConnection() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Waits until the server says so.</summary>
    public static async Task Until(string sql, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await Ask(sql) is not true)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Deadline)
                throw new TimeoutException($"The server didn't show {what} within {Deadline.TotalSeconds} s.");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Starting.IsValueCreated)
            await (await Starting.Value).DisposeAsync();
    }
}
