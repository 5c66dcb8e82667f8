using System.Diagnostics;
using Npgsql;

namespace Runs.Journal.Tests.Postgres;

/// <summary>A transaction that somebody has open, and who waits for it.</summary>
internal sealed class OpenTransaction : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly NpgsqlConnection _connection;

    private OpenTransaction(NpgsqlConnection connection) => _connection = connection;

    public int ProcessId => _connection.ProcessID;

    /// <summary>Begins one in a schema and runs statements in it.</summary>
    public static async Task<OpenTransaction> Begin(string schema, string sql)
    {
        var connection = new NpgsqlConnection((await SharedServer.Get()).SocketConnection() + $";Pooling=false;Search Path={schema}");
        await connection.OpenAsync();
        var transaction = new OpenTransaction(connection);
        await transaction.Do($"begin; {sql}");
        return transaction;
    }

    public Task Commit() => Do("commit");

    public Task Rollback() => Do("rollback");

    /// <summary>Waits until another session waits for this one, and answers its process id.</summary>
    public static async Task<int> UntilSomebodyWaitsFor(int processId)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Deadline)
        {
            if (await SharedServer.Ask($"select pid from pg_stat_activity where {processId} = any(pg_blocking_pids(pid)) limit 1") is int waiting)
                return waiting;
        }

        throw new TimeoutException($"Nobody waited for session {processId} within {Deadline}.");
    }

    public Task<int> UntilSomebodyWaits() => UntilSomebodyWaitsFor(ProcessId);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task Do(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }
}
