using System.Diagnostics;
using Npgsql;
using Runs.Journal.Postgres;
using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;
using Runs.TestDatabase;

namespace Runs.Journal.Tests.Postgres;

/// <summary>A server that goes away and comes back, on a server of these tests' own.</summary>
public sealed class LostServerTests : IAsyncLifetime
{
    private ThrowAwayPostgres _server = null!;
    private PostgresJournalStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ThrowAwayPostgres.Start();
        _store = await Open(TimeSpan.FromSeconds(10));
        // All connections are there and idle.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Read()));
        await _store.Shards(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Reads_go_on_when_the_server_has_closed_all_their_connections()
    {
        (await Ask("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name in ('runs reader', 'runs blobs')")).ShouldNotBe(0L);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Read()));
    }

    [Theory]
    [InlineData(PostgresStop.Fast)]
    [InlineData(PostgresStop.Immediate)]
    public async Task Reads_wait_for_a_server_that_restarts(PostgresStop how)
    {
        await _server.Stop(how);
        var reads = Enumerable.Range(0, 16).Select(_ => Read()).ToList();
        await _server.Start();

        await Task.WhenAll(reads);
        await Read();
    }

    [Fact]
    public async Task A_renewal_fails_at_once_while_the_server_is_away_and_the_next_one_after_that_succeeds()
    {
        var node = await _store.Join(new NodeRegistration("one") { Lease = TimeSpan.FromSeconds(30) }, Token);
        await _server.Stop(PostgresStop.Fast);

        await ShouldFail(DatabaseErrors.Unreachable, () => _store.Renew(node, NodePhase.Up, Token).AsTask());
        await ShouldFail(DatabaseErrors.Unreachable, () => _store.Renew(node, NodePhase.Up, Token).AsTask());
        await _server.Start();

        (await _store.Renew(node, NodePhase.Up, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_read_of_a_server_that_stays_away_fails_in_time_and_says_so()
    {
        await using var hurried = await Open(TimeSpan.FromSeconds(1));
        await _server.Stop(PostgresStop.Immediate);

        var began = Stopwatch.GetTimestamp();
        await ShouldFail(DatabaseErrors.Unreachable, () => hurried.Find(new EntityId("run", "a"), Token).AsTask());
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_server_that_hangs_costs_a_read_its_deadline_and_no_more()
    {
        await using var hurried = await Open(TimeSpan.FromSeconds(1));
        var reader = (await Ask("select pid from pg_stat_activity where application_name = 'runs reader' limit 1")).ShouldBeOfType<int>();
        await Signal("STOP", reader);
        try
        {
            // The pool gives all of its connections out before it makes another; one of them doesn't answer.
            var began = Stopwatch.GetTimestamp();
            var reads = Enumerable.Range(0, 8).Select(_ => _store.Find(new EntityId("run", "a"), Token).AsTask()).ToList();
            await Task.WhenAll(reads.Select(read => read.ContinueWith(_ => { }, TaskScheduler.Default)));
            var failed = reads.Where(read => read.IsFaulted).ShouldHaveSingleItem();
            failed.Exception!.InnerException.ShouldBeOfType<JournalException>().Code.ShouldBe(DatabaseErrors.Failed);
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        }
        finally
        {
            await Signal("CONT", reader);
        }
    }

    private static async Task ShouldFail(string code, Func<Task> act)
    {
        var failed = await Should.ThrowAsync<JournalException>(act);
        failed.Code.ShouldBe(code, failed.Message);
        failed.Message.ShouldContain("schema runs of database postgres");
    }

    private static async Task Signal(string name, int process)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process}"]);
        await kill.WaitForExitAsync(Token);
        kill.ExitCode.ShouldBe(0);
    }

    private async Task Read() => (await _store.Find(new EntityId("run", "a"), Token)).ShouldBeNull();

    private ValueTask<PostgresJournalStore> Open(TimeSpan connect) => PostgresJournalStore.Open(
        new PostgresJournalOptions { Connection = _server.SocketConnection(), ShardCount = 2, Readers = 4, ConnectTimeout = connect, StatementTimeout = TimeSpan.FromSeconds(2) }, Token);

    private async Task<object?> Ask(string sql)
    {
        await using var connection = new NpgsqlConnection(_server.SocketConnection() + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
