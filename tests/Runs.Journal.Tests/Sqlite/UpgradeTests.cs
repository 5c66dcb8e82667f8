using System.IO.Compression;
using Runs.Journal.Sqlite;
using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using SQLitePCL;

namespace Runs.Journal.Tests.Sqlite;

/// <summary>Journals of format 1: read as they are, and brought up to date by whoever may write.</summary>
public sealed class UpgradeTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _copy = new();

    public void Dispose()
    {
        _directory.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task A_recorded_journal_is_upgraded_and_has_all_that_it_had()
    {
        Recorded();

        await using (var journal = await OpenJournal.In(_directory))
        {
            await ShouldHaveAll(journal.Store);
            (await journal.Store.Shards(CancellationToken.None)).ShouldAllBe(shard => shard.Epoch == 2);
            await ShouldQueue(journal.Store);
        }

        FormatIn(_directory).ShouldBe(JournalFormat.Version);
        await using var again = await OpenJournal.In(_directory);
        await ShouldHaveAll(again.Store);
    }

    [Fact]
    public async Task A_reader_takes_an_old_journal_as_it_is_and_goes_on_when_it_is_upgraded()
    {
        Recorded();
        var before = await File.ReadAllBytesAsync(_directory.In("journal.db"));
        await using var reader = SqliteJournalReader.Open(_directory.Path);
        await ShouldHaveAll(reader);
        (await reader.Queued("default", null, 10, CancellationToken.None)).ShouldBeEmpty();
        (await File.ReadAllBytesAsync(_directory.In("journal.db"))).ShouldBe(before);

        await using var journal = await OpenJournal.In(_directory);
        await ShouldQueue(journal.Store);

        (await reader.Queued("default", null, 10, CancellationToken.None)).Count.ShouldBe(1);
        await ShouldHaveAll(reader);
    }

    [Fact]
    public async Task An_old_journal_is_dumped_as_it_is()
    {
        Recorded();

        await using var dump = SqliteJournalDump.Open(_directory.Path);

        (await dump.Appends(CancellationToken.None).Select(append => append.Entity.Id).ToListAsync()).ShouldBe(["held", "done", "done"]);
        (await dump.Rows(CancellationToken.None).Select(row => (row.Entity.Id, row.Row.Limits)).ToListAsync()).ShouldBe([("done", ""), ("held", "")]);
        (await dump.Permits(CancellationToken.None).ToListAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_empty_journal_made_by_the_first_script_alone_is_upgraded()
    {
        CreateOld();

        await using var journal = await OpenJournal.In(_directory);

        await ShouldQueue(journal.Store);
        FormatIn(_directory).ShouldBe(JournalFormat.Version);
    }

    [Fact]
    public async Task An_upgraded_journal_has_the_schema_of_a_new_one()
    {
        CreateOld();
        await using (await OpenJournal.In(_directory))
        await using (await OpenJournal.In(_copy))
            SchemaIn(_directory).ShouldBe(SchemaIn(_copy));
    }

    [Fact]
    public async Task The_header_says_so_as_soon_as_a_journal_is_upgraded()
    {
        Recorded();
        await using var journal = await OpenJournal.In(_directory);

        var header = new byte[64];
        await using (var file = new FileStream(journal.JournalPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            await file.ReadExactlyAsync(header);

        header[60..].ShouldBe([0, 0, 0, JournalFormat.Version]);
    }

    [Fact]
    public async Task An_upgrade_that_dies_before_its_commit_leaves_the_old_format()
    {
        Recorded();
        using (var dying = Connection.Open(_directory.In("journal.db"), raw.SQLITE_OPEN_READWRITE))
        {
            // So that what isn't committed reaches the log, as it would in a large journal.
            dying.Execute("pragma cache_size = 1; begin immediate");
            JournalUpgrade.Apply(dying, 1);
            dying.Execute("update runs set limits = 'x'; update appends set epoch = epoch");
            foreach (var file in Directory.EnumerateFiles(_directory.Path, "journal.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
                File.Copy(file, _copy.In(Path.GetFileName(file)));
        }

        FormatIn(_copy).ShouldBe(1);
        await using (var reader = SqliteJournalReader.Open(_copy.Path))
            await ShouldHaveAll(reader);
        await using var journal = await OpenJournal.In(_copy);
        await ShouldHaveAll(journal.Store);
        FormatIn(_copy).ShouldBe(JournalFormat.Version);
    }

    [Fact]
    public async Task An_upgrade_that_cannot_begin_leaves_the_old_format()
    {
        Recorded();
        using (var foreign = Connection.Open(_directory.In("journal.db"), raw.SQLITE_OPEN_READWRITE))
        {
            foreign.Execute("begin immediate");
            using var held = DataDirectory.Open(_directory.Path);
            Should.Throw<JournalException>(() => SqliteJournalStore.Open(held)).Code.ShouldBe(DataErrors.Failed);
            foreign.Execute("rollback");
        }

        FormatIn(_directory).ShouldBe(1);
        await using var journal = await OpenJournal.In(_directory);
        await ShouldHaveAll(journal.Store);
    }

    private static async Task ShouldHaveAll(IJournalReader journal)
    {
        var held = new ListingRow { Status = "running", Strategy = "Notes", Cwd = "/home", Owner = "ada", Queue = "default", Priority = 2, StartedAt = Noon, WakeAt = Noon.AddHours(1) };
        var done = new ListingRow { Status = "completed", Terminal = true, StartedAt = Noon, EndedAt = Noon.AddSeconds(1), Labels = "{}" };
        (await journal.FindListed(Run("held"), default))!.Row.ShouldBe(held);
        (await journal.FindListed(Run("done"), default))!.Row.ShouldBe(done);
        (await journal.List(new ListingQuery { Kind = "run", Statuses = ["running", "completed"], Owner = "ada" }, default)).Select(listed => listed.Entity).ShouldBe([Run("held")]);
        (await journal.Due(DateTimeOffset.MaxValue, 10, null, default)).ShouldBe([new DueStream(Run("held"), Noon.AddHours(1))]);
        (await journal.Find(Run("gone"), default)).ShouldBeNull();
        (await Texts(journal, "held")).ShouldBe(["held one"]);
        (await Texts(journal, "done")).ShouldBe(["done one", "done two"]);
        (await journal.Permits("limit:x", default)).ShouldBe([new(0, 3, Run("held"), "s1", 1), new(1, 3, null, "", 0), new(2, 3, null, "", 0)]);
    }

    private static async Task ShouldQueue(SqliteJournalStore store)
    {
        var shard = (await store.Shards(CancellationToken.None))[0];
        var append = OpenJournal.New("waits");
        (append.Shard, append.Epoch) = (shard.Shard, shard.Epoch);
        append.Row = new ListingRow { Status = "queued", Queue = "default", QueuedAt = Noon, Limits = "queue:default/runs" };
        (await store.Commit([append])).Kind.ShouldBe(AppendOutcomeKind.Committed);
        (await store.Queued("default", null, 10, CancellationToken.None)).ShouldBe([new QueuedStream(Run("waits"), 0, Noon, "queue:default/runs")]);
        (await store.FindListed(Run("waits"), CancellationToken.None))!.Row.ShouldBe(append.Row);
    }

    private static async Task<IEnumerable<string>> Texts(IJournalReader journal, string id)
    {
        var key = (await journal.Find(Run(id), default))!.Value.StreamKey;
        return (await journal.Read(key, 0, int.MaxValue, default)).Select(append => System.Text.Encoding.UTF8.GetString(append.Data.Span));
    }

    private static EntityId Run(string id) => new("run", id);

    private static int FormatIn(TemporaryDirectory directory)
    {
        using var connection = Connection.Open(directory.In("journal.db"), raw.SQLITE_OPEN_READWRITE);
        var format = JournalFormat.Of(connection);
        connection.Scalar("select value from meta where name = 'format'").ShouldBe(format);
        return format;
    }

    private static IReadOnlyList<string> SchemaIn(TemporaryDirectory directory)
    {
        using var connection = Connection.Open(directory.In("journal.db"), raw.SQLITE_OPEN_READONLY);
        using var rows = connection.Prepare("select name || ': ' || ifnull(sql, '') from sqlite_master order by name").Run();
        var schema = new List<string>();
        while (rows.Next())
            schema.Add(rows.Text(0));
        return schema;
    }

    /// <summary>What the last version of format 1 left: a run that holds a slot, one that has ended, and one that was erased.</summary>
    private void Recorded()
    {
        using var recorded = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Recorded", "format-1.db.gz")), CompressionMode.Decompress);
        using var file = File.Create(_directory.In("journal.db"));
        recorded.CopyTo(file);
    }

    private void CreateOld()
    {
        using var connection = Connection.Open(_directory.In("journal.db"), raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        connection.Execute($"pragma page_size = {JournalFormat.PageSize}; pragma journal_mode = wal; begin immediate");
        connection.Execute(JournalFormat.Script(1));
        connection.Execute($"""
            pragma application_id = {JournalFormat.ApplicationId};
            pragma user_version = 1;
            insert into meta (name, value) values ('format', 1), ('shard_count', 2), ('created_at', 0), ('last_incarnation', 0), ('last_erased_key', 0);
            insert into shards (shard_id, epoch, owner) values (0, 0, 0), (1, 0, 0);
            commit
            """);
    }
}
