using Runs.Journal.Sqlite;
using Runs.Journal.Sqlite.Writing;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Sqlite;

public sealed class SqliteJournalReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _copy = new();

    public void Dispose()
    {
        _directory.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task It_sees_what_the_holder_commits()
    {
        await using var journal = await OpenJournal.In(_directory);
        await journal.Commit("a");
        await using var reader = SqliteJournalReader.Open(_directory.Path);
        (await Find(reader, "a")).ShouldNotBeNull();
        (await Find(reader, "b")).ShouldBeNull();

        await journal.Commit("b");

        (await Find(reader, "b")).ShouldNotBeNull();
        (await reader.Shards(CancellationToken.None)).ShouldAllBe(shard => shard.Epoch == 1);
    }

    [Fact]
    public async Task It_sees_what_a_killed_holder_left_in_its_log()
    {
        await using var journal = await OpenJournal.In(_directory);
        await journal.Commit("a", size: 50_000);
        foreach (var file in (string[])["journal.db", "journal.db-wal"])
            File.Copy(_directory.In(file), _copy.In(file));
        var before = await File.ReadAllBytesAsync(_copy.In("journal.db"));

        await using (var reader = SqliteJournalReader.Open(_copy.Path))
            (await Find(reader, "a")).ShouldNotBeNull();

        (await File.ReadAllBytesAsync(_copy.In("journal.db"))).ShouldBe(before);
        await using var next = await OpenJournal.In(_copy);
        (await next.Find("a")).ShouldNotBeNull();
    }

    [Fact]
    public async Task It_reads_a_journal_that_nobody_holds()
    {
        await OpenJournal.Leave(_directory, "a");

        await using var reader = SqliteJournalReader.Open(_directory.Path);

        (await Find(reader, "a")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere")]
    public void Without_a_journal_it_says_so_and_creates_nothing(string below)
    {
        Should.Throw<JournalException>(() => SqliteJournalReader.Open(_directory.In(below))).Code.ShouldBe(DataErrors.Missing);

        Directory.EnumerateFileSystemEntries(_directory.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_do_not_wait_for_a_transaction_under_way()
    {
        await OpenJournal.Leave(_directory, "a");
        await using var reader = SqliteJournalReader.Open(_directory.Path);
        using var writer = new JournalWriter(_directory.In("journal.db"));

        var seen = writer.Change(connection =>
        {
            connection.Execute("update appends set last_seq = 9");
            return Find(reader, "a").AsTask().GetAwaiter().GetResult();
        });

        seen!.Value.LastSeq.ShouldBe(1);
        (await Find(reader, "a"))!.Value.LastSeq.ShouldBe(9);
    }

    [Fact]
    public async Task More_reads_than_readers_all_answer()
    {
        await using var journal = await OpenJournal.In(_directory);
        await journal.Commit("a");

        var heads = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => journal.Find("a").AsTask()));

        heads.ShouldAllBe(head => head != null);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("per%cent?and#hash")]
    [InlineData("ümläut")]
    public async Task Any_path_will_do(string name)
    {
        using (var held = DataDirectory.Open(_directory.In(name)))
            await SqliteJournalStore.Open(held).DisposeAsync();

        await using var reader = SqliteJournalReader.Open(_directory.In(name));

        (await Find(reader, "a")).ShouldBeNull();
    }

    private static ValueTask<StreamHead?> Find(SqliteJournalReader reader, string id) => reader.Find(new EntityId("run", id), CancellationToken.None);
}
