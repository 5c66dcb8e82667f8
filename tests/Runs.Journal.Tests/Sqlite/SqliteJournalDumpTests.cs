using Runs.Journal.Sqlite;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Sqlite;

/// <summary>Dumps of directories: closed ones, ones whose holder was killed, and ones in use.</summary>
public sealed class SqliteJournalDumpTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _copy = new();

    public void Dispose()
    {
        _directory.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task It_reads_a_directory_that_nobody_holds_and_leaves_it_as_it_is()
    {
        await OpenJournal.Leave(_directory, "a");
        var before = await File.ReadAllBytesAsync(_directory.In("journal.db"));

        (await Ids(_directory)).ShouldBe(["a"]);

        (await File.ReadAllBytesAsync(_directory.In("journal.db"))).ShouldBe(before);
    }

    [Fact]
    public async Task It_sees_what_a_killed_holder_left_in_its_log()
    {
        await using var journal = await OpenJournal.In(_directory);
        await journal.Commit("a");
        await journal.Commit("b");
        foreach (var file in (string[])["journal.db", "journal.db-wal"])
            File.Copy(_directory.In(file), _copy.In(file));

        (await Ids(_copy)).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task The_holder_goes_on_while_a_dump_is_open_and_closes_before_it()
    {
        await using var dump = await Opened();
        await using (var journal = await OpenJournal.In(_directory))
        {
            var append = OpenJournal.New("b", size: 1 << 20);
            append.Epoch = 2;
            (await journal.Store.Commit([append])).Kind.ShouldBe(AppendOutcomeKind.Committed);
        }

        (await dump.Appends(CancellationToken.None).ToListAsync()).Count.ShouldBe(1);
        (await dump.Shards(CancellationToken.None)).ShouldAllBe(shard => shard.Epoch == 1);
    }

    [Fact]
    public async Task Without_a_journal_it_says_so_and_once_closed_it_reads_nothing()
    {
        Should.Throw<JournalException>(() => SqliteJournalDump.Open(_copy.Path)).Code.ShouldBe(DataErrors.Missing);

        var dump = await Opened();
        await dump.DisposeAsync();
        await dump.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await dump.Shards(CancellationToken.None));
    }

    private static async Task<IReadOnlyList<string>> Ids(TemporaryDirectory directory)
    {
        await using var dump = SqliteJournalDump.Open(directory.Path);
        return await dump.Appends(CancellationToken.None).Select(append => append.Entity.Id).ToListAsync();
    }

    private async Task<SqliteJournalDump> Opened()
    {
        await OpenJournal.Leave(_directory, "a");
        return SqliteJournalDump.Open(_directory.Path);
    }
}
