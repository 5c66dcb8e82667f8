using Npgsql;
using Runs.Journal.Postgres;
using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Postgres;

/// <summary>How a journal's database is found, made or refused.</summary>
public sealed class OpeningTests : IAsyncLifetime
{
    private readonly string _schema = SharedServer.NewSchema();
    private PostgresJournalOptions _options = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _options = new PostgresJournalOptions { Connection = (await SharedServer.Get()).SocketConnection(), Schema = _schema, ShardCount = 8 };

    public async ValueTask DisposeAsync() => await SharedServer.Ask($"drop schema if exists {_schema} cascade");

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_make_one_journal()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 12).Select(node => PostgresDatabase.Open(_options with { ShardCount = 8 + node }, Token).AsTask()));

        opened.Select(database => (database.Format, database.ShardCount)).Distinct().ShouldHaveSingleItem().Format.ShouldBe(JournalScripts.Own.Newest);
        (await SharedServer.Ask($"select count(*) from {_schema}.shards")).ShouldBe((long)opened[0].ShardCount);
        foreach (var database in opened)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task A_schema_that_is_there_and_empty_is_filled_and_a_journal_keeps_its_shards()
    {
        await SharedServer.Ask($"create schema {_schema}");
        await using (var made = await PostgresDatabase.Open(_options, Token))
            made.ShardCount.ShouldBe(8);

        await using var again = await PostgresDatabase.Open(_options with { ShardCount = 99 }, Token);
        again.ShardCount.ShouldBe(8);
    }

    [Theory]
    [InlineData("create table other (x int)", DatabaseErrors.Corrupt, "something else")]
    [InlineData("create table meta (x int)", DatabaseErrors.Corrupt, "no column name")]
    [InlineData("create view v as select 1", DatabaseErrors.Corrupt, "something else")]
    public async Task A_schema_of_something_else_is_refused_and_left_as_it_is(string made, string code, string word)
    {
        await SharedServer.Ask($"create schema {_schema}; set search_path = {_schema}; {made}");

        await ShouldRefuse(_options, code, word);

        (await SharedServer.Ask($"select count(*) from pg_class where relnamespace = '{_schema}'::regnamespace and relkind in ('r', 'v')")).ShouldBe(1L);
    }

    [Theory]
    [InlineData("drop table permits", DatabaseErrors.Corrupt, "permits")]
    [InlineData("drop table meta", DatabaseErrors.Corrupt, "something else")]
    [InlineData("alter table runs drop column labels", DatabaseErrors.Corrupt, "labels")]
    [InlineData("drop index runs_by_wake", DatabaseErrors.Corrupt, "runs_by_wake")]
    [InlineData("drop sequence stream_keys", DatabaseErrors.Corrupt, "stream_keys")]
    [InlineData("delete from shards where shard_id = 3", DatabaseErrors.Corrupt, "7 of 8")]
    [InlineData("delete from meta where name = 'shards'", DatabaseErrors.Corrupt, "how many shards")]
    [InlineData("update meta set value = 0 where name = 'format'", DatabaseErrors.Corrupt, "which format")]
    [InlineData("update meta set value = 2 where name = 'format'", DatabaseErrors.Newer, "format 2")]
    public async Task A_journal_that_is_not_whole_or_too_new_is_refused(string damage, string code, string word)
    {
        await (await PostgresDatabase.Open(_options, Token)).DisposeAsync();
        await SharedServer.Ask($"set search_path = {_schema}; {damage}");

        await ShouldRefuse(_options, code, word);
    }

    [Theory]
    [InlineData("Runs")]
    [InlineData("pg_runs")]
    [InlineData("a\";drop")]
    [InlineData("1a")]
    [InlineData("")]
    public async Task A_name_of_a_schema_that_would_need_escaping_is_refused(string schema) =>
        await ShouldRefuse(_options with { Schema = schema }, DatabaseErrors.Unsuitable, "Choose another");

    [Fact]
    public async Task Nothing_that_is_said_of_a_server_that_refuses_has_the_password()
    {
        var server = await SharedServer.Get();
        var wrong = new NpgsqlConnectionStringBuilder(server.TcpConnection()) { Password = "open-sesame" }.ToString();

        var refused = await ShouldRefuse(_options with { Connection = wrong }, DatabaseErrors.Unreachable, $"schema {_schema} of database postgres at 127.0.0.1");
        refused.ToString().ShouldNotContain("open-sesame");

        var garbled = await ShouldRefuse(_options with { Connection = "Host=x;Pasword=open-sesame" }, DatabaseErrors.Unreachable, "Npgsql");
        garbled.ToString().ShouldNotContain("open-sesame");
        var number = await ShouldRefuse(_options with { Connection = "Host=x;Port=open-sesame" }, DatabaseErrors.Unreachable, "Npgsql");
        number.ToString().ShouldNotContain("open-sesame");
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_a_database_that_is_missing_is_unreachable()
    {
        var server = await SharedServer.Get();

        await ShouldRefuse(_options with { Connection = "Host=127.0.0.1;Port=1;Username=x", ConnectTimeout = TimeSpan.FromSeconds(1) }, DatabaseErrors.Unreachable, "127.0.0.1");
        await ShouldRefuse(_options with { Connection = server.SocketConnection("nowhere") }, DatabaseErrors.Unreachable, "nowhere");
    }

    [Fact]
    public async Task What_a_connection_names_and_is_no_certificate_or_makes_no_sense_is_refused_in_words()
    {
        var server = await SharedServer.Get();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "no certificate", Token);

        await ShouldRefuse(_options with { Connection = server.TcpConnection() + $";SSL Mode=VerifyFull;Root Certificate={file}" }, DatabaseErrors.Unreachable, "reached");
        await ShouldRefuse(_options with { Connection = server.TcpConnection() + ";SSL Mode=VerifyFull;Root Certificate=/nowhere.pem" }, DatabaseErrors.Unreachable, "reached");
        await ShouldRefuse(_options with { Connection = "Database=runs" }, DatabaseErrors.Unreachable, "Npgsql");
        File.Delete(file);
    }

    [Fact]
    public async Task Every_connection_has_the_settings_of_its_purpose()
    {
        var role = $"role_{_schema}";
        await SharedServer.Ask($"create role {role} login superuser; alter role {role} set synchronous_commit = off; alter role {role} set search_path = nowhere; alter role {role} set statement_timeout = 1");
        var connection = new NpgsqlConnectionStringBuilder((await SharedServer.Get()).SocketConnection()) { Username = role, Options = "-c lock_timeout=7" }.ToString();
        await using (var database = await PostgresDatabase.Open(_options with { Connection = connection, StatementTimeout = TimeSpan.FromSeconds(3) }, Token))
        {
            await using var lane = await database.OpenLane(Token);
            await using var reader = await database.OpenReader(Token);
            await using var control = await database.OpenControl(Token);

            (await Settings(lane)).ShouldBe($"runs lane {_schema} 3s on force_generic_plan");
            (await Settings(control)).ShouldBe($"runs control {_schema} 3s on auto");
            (await Settings(reader)).ShouldBe($"runs reader {_schema} 3s off auto");
        }

        await SharedServer.Ask($"drop owned by {role} cascade; drop role {role}");
    }

    [Fact]
    public async Task A_user_without_a_right_is_told_which()
    {
        var role = $"role_{_schema}";
        await (await PostgresDatabase.Open(_options, Token)).DisposeAsync();
        await SharedServer.Ask($"create role {role} login");
        var mine = _options with { Connection = new NpgsqlConnectionStringBuilder((await SharedServer.Get()).SocketConnection()) { Username = role }.ToString() };

        await ShouldRefuse(mine, DatabaseErrors.Forbidden, "needs");
        await SharedServer.Ask($"grant usage on schema {_schema} to {role}; grant select, insert, update, delete on all tables in schema {_schema} to {role}; grant usage on all sequences in schema {_schema} to {role}; revoke delete on {_schema}.appends from {role}");
        await ShouldRefuse(mine, DatabaseErrors.Forbidden, "delete on table appends");
        await SharedServer.Ask($"grant delete on {_schema}.appends to {role}");
        await (await PostgresDatabase.Open(mine, Token)).DisposeAsync();

        // It may not make one.
        await ShouldRefuse(mine with { Schema = _schema + "_other" }, DatabaseErrors.Forbidden, "permission denied");
        await SharedServer.Ask($"drop owned by {role}; drop role {role}");
    }

    private static async Task<object?> Settings(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "select concat_ws(' ', current_setting('application_name'), current_setting('search_path'), current_setting('statement_timeout'), current_setting('synchronous_commit'), current_setting('plan_cache_mode'))",
            connection);
        return await command.ExecuteScalarAsync(Token);
    }

    private static async Task<JournalException> ShouldRefuse(PostgresJournalOptions options, string code, string word)
    {
        var refused = await Should.ThrowAsync<JournalException>(() => PostgresDatabase.Open(options, Token).AsTask());
        refused.Code.ShouldBe(code, refused.Message);
        refused.Message.ShouldContain(word);
        return refused;
    }
}
