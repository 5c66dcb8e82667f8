using Npgsql;
using Runs.Journal.Postgres;
using Runs.Journal.Postgres.Reading;
using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Postgres;

/// <summary>Queries over large tables walk an index from the right place, whatever is in the tables, and never sort.</summary>
public sealed class PostgresQueryPlanTests : IAsyncLifetime
{
    private readonly string _schema = SharedServer.NewSchema();
    private PostgresDatabase _database = null!;

    public static TheoryData<string, string, string> Lists => new()
    {
        { ListingReads.Text(All), "runs_by_start", "kind = $1" },
        { ListingReads.Text(All with { After = Cursor }), "runs_by_start", "kind = $1) AND (ROW(started_at, id) < ROW($2" },
        { ListingReads.Text(All with { Statuses = ["", ""], After = Cursor }), "runs_by_start", "kind = $1) AND (ROW(started_at, id) < ROW($3" },
        { ListingReads.Text(All with { Owner = "" }), "runs_by_owner", "kind = $1) AND (owner = $2" },
        { ListingReads.Text(All with { Owner = "", Statuses = ["", ""], After = Cursor }), "runs_by_owner", "kind = $1) AND (owner = $2) AND (ROW(started_at, id) < ROW($4" },
        { ListingReads.Text(All with { Cwd = "" }), "runs_by_cwd", "kind = $1) AND (cwd = $2" },
        { ListingReads.Text(All with { Cwd = "", After = Cursor }), "runs_by_cwd", "kind = $1) AND (cwd = $2) AND (ROW(started_at, id) < ROW($3" },
        { ListingReads.One, "runs_pkey", "stream_key = $0" },
        { DueReads.First, "runs_by_wake", "wake_at <= $1" },
        { DueReads.Next, "runs_by_wake", "wake_at <= $1) AND (ROW(wake_at, kind, id) > ROW($3" },
        { QueueReads.First, "runs_by_queue", "queue = $1" },
        { QueueReads.SamePriority, "runs_by_queue", "queue = $1) AND (priority = $3) AND (ROW(queued_at, kind, id) > ROW($4" },
        { QueueReads.LowerPriority, "runs_by_queue", "queue = $1) AND (priority < $3" },
        { StreamReads.Head, "streams_kind_id_key", "kind = $1) AND (id = $2" },
        { StreamReads.Head, "appends_pkey", "stream_key = s.stream_key" },
        { StreamReads.Page, "appends_pkey", "stream_key = $1) AND (first_seq >= COALESCE" },
        { PermitReads.Slots, "permits_pkey", "limit_key = $1" },
    };

    private static ListingQuery All => new() { Kind = "run" };

    private static ListingCursor Cursor => new(null, "");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await PostgresDatabase.Open(
        new PostgresJournalOptions { Connection = (await SharedServer.Get()).SocketConnection(), Schema = _schema, ShardCount = 8 }, Token);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await SharedServer.Ask($"drop schema {_schema} cascade");
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Lists_walk_an_index_of_tables_that_are_empty(string sql, string index, string condition) =>
        Check(await Plan(sql), index, condition);

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Lists_walk_an_index_of_tables_that_are_large(string sql, string index, string condition)
    {
        await SharedServer.Ask($"""
            set search_path = {_schema};
            insert into streams select n, 'run', 'r' || n, n % 8 from generate_series(1, 20000) n;
            insert into appends (stream_key, first_seq, last_seq, epoch, at, data) select n, 1, 1, 1, 1, '' from generate_series(1, 20000) n;
            insert into runs select n, 'run', 'r' || n, 'done', true, false, 1, '', '', '/' || n % 3, 'ada', 'default', 0, n, '', '', n, null, n from generate_series(1, 20000) n;
            insert into permits select 'limit' || n % 3, n, 1, n, '', 0 from generate_series(1, 20000) n;
            analyze;
            """);

        Check(await Plan(sql), index, condition);
    }

    private static void Check(IReadOnlyList<string> plan, string index, string condition)
    {
        var text = string.Join('\n', plan);
        var scan = plan.Select((line, at) => (line, at)).Where(one => one.line.Contains($" using {index} on ")).ToList();
        scan.ShouldNotBeEmpty(text);
        plan.ShouldContain(line => line.Contains("Index Cond: ") && line.Contains(condition), text);
        plan.ShouldNotContain(line => line.Contains("Sort") || line.Contains("Seq Scan") || line.Contains("Bitmap"), text);
    }

    // As a prepared statement's general plan, which has to do whatever it is asked for.
    private async Task<IReadOnlyList<string>> Plan(string sql)
    {
        await using var connection = await _database.OpenReader(Token);
        await Run(connection, "set plan_cache_mode = force_generic_plan");
        await Run(connection, $"prepare plan as {sql}");
        var count = Enumerable.Range(1, 9).Count(number => sql.Contains($"${number}"));
        await using var command = new NpgsqlCommand($"explain (costs off) execute plan ({string.Join(", ", Enumerable.Repeat("null", count))})", connection);
        await using var rows = await command.ExecuteReaderAsync(Token);
        var plan = new List<string>();
        while (await rows.ReadAsync(Token))
            plan.Add(rows.GetString(0));
        return plan;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
