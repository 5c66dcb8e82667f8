using Npgsql;
using Runs.Journal.Postgres.Schema;
using Runs.Journal.Postgres.Writing;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Postgres;

/// <summary>
/// The statements of the lane are planned once, perhaps while the tables are empty, and then used for as long as the node lives. A plan that
/// walks a table would become slower with each append.
/// </summary>
public sealed class LanePlanTests
{
    private static readonly string[] Slow = ["Seq Scan", "Hash Join", "Hash Semi Join", "Merge Join"];

    public static TheoryData<string, string> Statements => new()
    {
        { nameof(AppendRows), new AppendRows().Text },
        { nameof(ShardFences), new ShardFences().Text },
        { nameof(TailChecks), new TailChecks().Text },
        { nameof(ListingRows), new ListingRows().Text },
        { nameof(StreamRows), new StreamRows().Text },
        { nameof(PermitLocks), new PermitLocks().Text },
        { nameof(PermitReleases), new PermitReleases().Text },
        { nameof(PermitClaims), new PermitClaims().Text },
        { nameof(ErasedHolders), new ErasedHolders().Text },
        { "ErasedStreams of appends", new ErasedStreams("appends").Text },
        { "ErasedStreams of runs", new ErasedStreams("runs").Text },
        { "ErasedStreams of streams", new ErasedStreams("streams").Text },
        { "epochs", BatchLook.Epochs },
        { "tails", BatchLook.Tails },
        { "names", BatchLook.Names },
        { "slots", BatchLook.Slots },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Every_statement_walks_indexes_from_an_empty_journal_on(string name, string sql)
    {
        await using var journal = await OwnedJournal.Open();
        await using var database = await PostgresDatabase.Open(journal.Options, TestContext.Current.CancellationToken);
        await using var lane = await database.OpenLane(TestContext.Current.CancellationToken);
        await Rows(lane, $"prepare statement_of_lane as {sql}");
        var nulls = string.Join(", ", Enumerable.Repeat("null", Enumerable.Range(1, 20).Count(number => sql.Contains($"${number}:", StringComparison.Ordinal))));

        (await Plan(lane, nulls)).ShouldNotContain(line => Slow.Any(line.Contains), $"{name}, empty");
        await Fill(journal);
        (await Plan(lane, nulls)).ShouldNotContain(line => Slow.Any(line.Contains), $"{name}, full");
        await Rows(lane, "analyze");
        (await Plan(lane, nulls)).ShouldNotContain(line => Slow.Any(line.Contains), $"{name}, analyzed");
    }

    private static Task<List<string>> Plan(NpgsqlConnection lane, string nulls) => Rows(lane, $"explain execute statement_of_lane({nulls})");

    private static async Task<List<string>> Rows(NpgsqlConnection lane, string sql)
    {
        await using var command = new NpgsqlCommand(sql, lane);
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
            lines.Add(rows.GetString(0));
        return lines;
    }

    private static async Task Fill(OwnedJournal journal)
    {
        for (var batch = 0; batch < 10; batch++)
        {
            var appends = Enumerable.Range(batch * 300, 300).Select(i =>
            {
                var append = OwnedJournal.New($"r{i}");
                append.Row = new ListingRow { Status = "running", Queue = "default" };
                append.Claims = [new PermitClaim("limit", i, 1, "", 0)];
                return append;
            });
            (await journal.Commit([.. appends])).Kind.ShouldBe(AppendOutcomeKind.Committed);
        }
    }
}
