using Npgsql;
using Runs.TestDatabase;

namespace Runs.Journal.Tests.Postgres;

/// <summary>The server that the other tests stand on: real, durable, and gone afterwards.</summary>
public sealed class ThrowAwayServerTests
{
    [Fact]
    public async Task It_is_durable_survives_a_crash_and_leaves_nothing_behind()
    {
        var server = await ThrowAwayPostgres.Start();
        var root = Path.GetDirectoryName(server.Log)!;
        try
        {
            (await Ask(server.SocketConnection(), "select current_setting('fsync') || current_setting('synchronous_commit')")).ShouldBe("onon");
            await Ask(server.SocketConnection(), "create table t (x text); insert into t values ('kept')");

            await server.Stop(PostgresStop.Immediate);
            await server.Start();

            (await Ask(server.TcpConnection(), "select x from t")).ShouldBe("kept");
        }
        finally
        {
            await server.DisposeAsync();
        }

        Directory.Exists(root).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stranger_needs_the_password()
    {
        await using var server = await ThrowAwayPostgres.Start();
        var wrong = new NpgsqlConnectionStringBuilder(server.TcpConnection()) { Password = "guess" }.ToString();

        (await Should.ThrowAsync<PostgresException>(() => Ask(wrong, "select 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    private static async Task<object?> Ask(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection + ";Pooling=false");
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        return await command.ExecuteScalarAsync();
    }
}
