using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Reading;
using Runs.Runtime.Journal;
using SQLitePCL;

namespace Runs.Journal.Tests.Sqlite;

/// <summary>Queries over large tables walk an index from the right place, whatever is in the tables, and never sort.</summary>
public sealed class QueryPlanTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, string> Lists => new()
    {
        { ListingReads.Text(All), "runs_by_start (kind=?)" },
        { ListingReads.Text(All with { After = Cursor }), "runs_by_start (kind=? AND (started_at,id)<(?,?))" },
        { ListingReads.Text(All with { Statuses = ["", ""], After = Cursor }), "runs_by_start (kind=? AND (started_at,id)<(?,?))" },
        { ListingReads.Text(All with { Owner = "" }), "runs_by_owner (kind=? AND owner=?)" },
        { ListingReads.Text(All with { Owner = "", Statuses = ["", ""], After = Cursor }), "runs_by_owner (kind=? AND owner=? AND (started_at,id)<(?,?))" },
        { ListingReads.Text(All with { Cwd = "" }), "runs_by_cwd (kind=? AND cwd=?)" },
        { ListingReads.Text(All with { Cwd = "", After = Cursor }), "runs_by_cwd (kind=? AND cwd=? AND (started_at,id)<(?,?))" },
        { DueReads.First, "runs_by_wake (wake_at<?)" },
        { DueReads.Next, "runs_by_wake ((wake_at,kind,id)>(?,?,?) AND wake_at<?)" },
        { QueueReads.First, "runs_by_queue (queue=?)" },
        { QueueReads.SamePriority, "runs_by_queue (queue=? AND priority=? AND (queued_at,kind,id)>(?,?,?))" },
        { QueueReads.LowerPriority, "runs_by_queue (queue=? AND priority<?)" },
    };

    private static ListingQuery All => new() { Kind = "run" };

    private static ListingCursor Cursor => new(null, "");

    public ValueTask InitializeAsync() => OpenJournal.Leave(_directory, "a");

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Lists_walk_an_index(string sql, string index)
    {
        using var connection = Connection.Open(_directory.In("journal.db"), raw.SQLITE_OPEN_READWRITE);
        using var rows = connection.Prepare($"explain query plan {sql}").Run();
        var plan = new List<string>();
        while (rows.Next())
            plan.Add(rows.Text(3));

        plan[0].ShouldContain(index);
        plan.ShouldNotContain(step => step.Contains("TEMP B-TREE") || step.StartsWith("SCAN", StringComparison.Ordinal));
    }
}
