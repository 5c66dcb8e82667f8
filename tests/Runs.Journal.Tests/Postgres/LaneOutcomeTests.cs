using Npgsql;
using Runs.Journal.Postgres.Writing;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;
using Runs.TestDatabase;

namespace Runs.Journal.Tests.Postgres;

/// <summary>What the lane says of appends that it couldn't store, and that it goes on afterwards.</summary>
public sealed class LaneOutcomeTests
{
    [Fact]
    public async Task A_server_that_ends_leaves_the_outcome_unknown_one_that_is_not_there_writes_nothing_and_the_next_commit_finds_it_again()
    {
        await using var server = await ThrowAwayPostgres.Start();
        await using var journal = await OwnedJournal.Open(connection: server.SocketConnection());
        try
        {
            var stream = OwnedJournal.New("a");
            (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
            await server.Stop(PostgresStop.Immediate);

            // It was sent into a connection whose other end is gone; how far it came nobody knows.
            (await journal.Commit(OwnedJournal.Next(stream))).Kind.ShouldBe(AppendOutcomeKind.Unknown);
            var outcome = await journal.Commit(stream);
            outcome.Kind.ShouldBe(AppendOutcomeKind.NotWritten);
            outcome.Detail.ShouldNotBeNull().ShouldContain("can't be reached");

            await server.Start();
            (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
            (await journal.Read(stream)).Select(append => append.FirstSeq).ShouldBe([1, 2]);
        }
        finally
        {
            await journal.Store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_server_that_says_nothing_leaves_the_outcome_unknown_and_a_takeover_settles_it()
    {
        await using var server = await ThrowAwayPostgres.Start();
        await using var journal = await OwnedJournal.Open(statementTimeout: TimeSpan.FromSeconds(1), connection: server.SocketConnection());
        try
        {
            var stream = OwnedJournal.New("a");
            (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
            var backend = await Ask(server, "select pid from pg_stat_activity where application_name = 'runs lane'");
            await Signal("STOP", backend);

            (await journal.Commit(OwnedJournal.Next(stream))).Kind.ShouldBe(AppendOutcomeKind.Unknown);

            // What was sent it may still do, unless the takeover is first.
            await Signal("CONT", backend);
            (await journal.Store.TakeOver(journal.Node, [new ShardRecord(stream.Shard, 1, journal.Node.Number)], TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
            (stream.Epoch, stream.FirstSeq) = (2, (await journal.Find("a"))!.Value.LastSeq + 1);
            (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
            (await journal.Read(stream)).Select(append => append.FirstSeq).ShouldBe(Enumerable.Range(1, (int)stream.LastSeq).Select(seq => (long)seq));
        }
        finally
        {
            await journal.Store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_statement_that_waits_too_long_is_given_up_and_not_written()
    {
        await using var journal = await OwnedJournal.Open(statementTimeout: TimeSpan.FromSeconds(1));
        var stream = OwnedJournal.New("a");
        await using var shard = await OpenTransaction.Begin(journal.Schema, $"select from shards where shard_id = {stream.Shard} for update");

        var outcome = await journal.Commit(stream);

        outcome.Kind.ShouldBe(AppendOutcomeKind.NotWritten);
        await shard.Rollback();
        (await journal.Find("a")).ShouldBeNull();
        (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    [Fact]
    public async Task An_error_of_a_statement_means_not_written_and_the_lane_goes_on()
    {
        await using var journal = await OwnedJournal.Open();
        await SharedServer.Ask($"alter table {journal.Schema}.appends rename to elsewhere");

        (await journal.Commit(OwnedJournal.New("a"))).Kind.ShouldBe(AppendOutcomeKind.NotWritten);

        await SharedServer.Ask($"alter table {journal.Schema}.elsewhere rename to appends");
        (await journal.Find("a")).ShouldBeNull();
        (await journal.Commit(OwnedJournal.New("a"))).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    [Fact]
    public async Task What_another_program_changed_is_seen_by_the_next_batch()
    {
        await using var journal = await OwnedJournal.Open();
        var stream = OwnedJournal.New("a");
        (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);

        await SharedServer.Ask($"update {journal.Schema}.shards set epoch = epoch + 1");
        (await journal.Commit(OwnedJournal.Next(stream))).Refusals.ShouldHaveSingleItem().Outcome.Kind.ShouldBe(AppendOutcomeKind.Fenced);

        await SharedServer.Ask($"update {journal.Schema}.appends set last_seq = 5");
        stream.Epoch = 2;
        (await journal.Commit(stream)).Refusals.ShouldHaveSingleItem().Outcome.Kind.ShouldBe(AppendOutcomeKind.Conflict);
    }

    [Fact]
    public async Task An_id_that_is_no_text_is_refused_alone_and_the_others_are_stored()
    {
        await using var journal = await OwnedJournal.Open();
        var good = OwnedJournal.New("good");

        var refusal = (await journal.Commit(good, OwnedJournal.New("half \ud800"))).Refusals.ShouldHaveSingleItem();

        refusal.Index.ShouldBe(1);
        refusal.Outcome.Kind.ShouldBe(AppendOutcomeKind.NotWritten);
        refusal.Outcome.Detail.ShouldNotBeNull().ShouldContain("half a surrogate pair");
        (await journal.Commit(good)).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    [Theory]
    [InlineData(2_500, AppendOutcomeKind.Committed)]
    [InlineData(2_600, AppendOutcomeKind.NotWritten)]
    [InlineData(100_000, AppendOutcomeKind.NotWritten)]
    public async Task A_working_directory_that_no_index_can_hold_is_refused_alone(int length, AppendOutcomeKind kind)
    {
        await using var journal = await OwnedJournal.Open();
        var append = OwnedJournal.New("a");
        append.Row = new ListingRow { Status = "running", Cwd = Incompressible(length) };

        var outcome = await journal.Commit(append, OwnedJournal.New("b"));

        outcome.Refusals.Select(refusal => (refusal.Index, refusal.Outcome.Kind)).ShouldBe(kind == AppendOutcomeKind.Committed ? [] : [(0, kind)]);
        outcome.Kind.ShouldBe(kind == AppendOutcomeKind.Committed ? kind : AppendOutcomeKind.Conflict);
    }

    [Fact]
    public async Task A_closed_store_writes_nothing()
    {
        await using var journal = await OwnedJournal.Open();
        await journal.Store.DisposeAsync();

        (await journal.Commit(OwnedJournal.New("a"))).Kind.ShouldBe(AppendOutcomeKind.NotWritten);
    }

    [Fact]
    public async Task A_store_that_is_closed_lets_the_commit_under_way_end()
    {
        await using var journal = await OwnedJournal.Open();
        var stream = OwnedJournal.New("a");
        await using var shard = await OpenTransaction.Begin(journal.Schema, $"select from shards where shard_id = {stream.Shard} for update");
        var commit = journal.Commit(stream);
        await shard.UntilSomebodyWaits();

        var closing = Task.Run(async () => await journal.Store.DisposeAsync());
        closing.IsCompleted.ShouldBeFalse();
        await shard.Rollback();

        (await commit).Kind.ShouldBe(AppendOutcomeKind.Committed);
        await closing;
        (await journal.Ask("select count(*) from appends")).ShouldBe(1);
    }

    [Fact]
    public async Task Commits_are_durable_whatever_the_role_is_set_to()
    {
        await using var journal = await OwnedJournal.Open();
        (await journal.Commit(OwnedJournal.New("a"))).Kind.ShouldBe(AppendOutcomeKind.Committed);
        await using var database = await Journal.Postgres.Schema.PostgresDatabase.Open(journal.Options, TestContext.Current.CancellationToken);
        await using var lane = await database.OpenLane(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select current_setting('synchronous_commit') || ' ' || current_setting('plan_cache_mode') || ' ' || current_setting('enable_seqscan')", lane);

        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("on force_generic_plan off");
    }

    [Theory]
    [InlineData(PostgresErrorCodes.SerializationFailure, "ERROR", true)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, "ERROR", true)]
    [InlineData(PostgresErrorCodes.DiskFull, "ERROR", true)]
    [InlineData(PostgresErrorCodes.OutOfMemory, "ERROR", true)]
    [InlineData(PostgresErrorCodes.LockNotAvailable, "ERROR", true)]
    [InlineData(PostgresErrorCodes.QueryCanceled, "ERROR", true)]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction, "ERROR", true)]
    [InlineData(PostgresErrorCodes.UndefinedTable, "ERROR", true)]
    [InlineData(PostgresErrorCodes.InsufficientPrivilege, "ERROR", true)]
    [InlineData(PostgresErrorCodes.CharacterNotInRepertoire, "ERROR", true)]
    [InlineData(PostgresErrorCodes.ProgramLimitExceeded, "ERROR", true)]
    // Whatever ends the session may come after the commit.
    [InlineData(PostgresErrorCodes.DiskFull, "PANIC", false)]
    [InlineData(PostgresErrorCodes.OutOfMemory, "FATAL", false)]
    [InlineData(PostgresErrorCodes.AdminShutdown, "FATAL", false)]
    [InlineData(PostgresErrorCodes.CrashShutdown, "FATAL", false)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, "FATAL", false)]
    [InlineData(PostgresErrorCodes.AdminShutdown, "ERROR", false)]
    [InlineData(PostgresErrorCodes.IoError, "ERROR", false)]
    [InlineData(PostgresErrorCodes.InternalError, "ERROR", false)]
    [InlineData(PostgresErrorCodes.DataCorrupted, "ERROR", false)]
    [InlineData(PostgresErrorCodes.TransactionResolutionUnknown, "ERROR", false)]
    [InlineData(PostgresErrorCodes.ConnectionFailure, "ERROR", false)]
    [InlineData(PostgresErrorCodes.ForeignKeyViolation, "ERROR", false)]
    [InlineData("99999", "ERROR", false)]
    public void Only_listed_errors_are_harmless(string state, string severity, bool isHarmless) =>
        CommitErrors.IsHarmless(new PostgresException("said", severity, severity, state)).ShouldBe(isHarmless);

    [Theory]
    [InlineData(PostgresErrorCodes.UniqueViolation, "ERROR", true)]
    [InlineData(PostgresErrorCodes.InvalidTextRepresentation, "ERROR", true)]
    [InlineData(PostgresErrorCodes.UniqueViolation, "FATAL", false)]
    [InlineData(PostgresErrorCodes.SerializationFailure, "ERROR", false)]
    public void Only_what_the_statements_refuse_with_is_a_refusal(string state, string severity, bool isRefusal) =>
        CommitErrors.IsRefusal(new PostgresException("said", severity, severity, state)).ShouldBe(isRefusal);

    private static async Task<int> Ask(ThrowAwayPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.SocketConnection() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Signal(string name, int processId)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{name}", processId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        kill.ExitCode.ShouldBe(0);
    }

    // The server compresses what it can, before it finds it too long.
    private static string Incompressible(int length)
    {
        var random = new Random(1);
        return string.Create(length, random, (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = (char)source.Next('!', '~');
        });
    }
}
