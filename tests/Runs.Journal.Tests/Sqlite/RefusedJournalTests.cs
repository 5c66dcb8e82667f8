using System.Buffers.Binary;
using System.Security.Cryptography;
using Runs.Journal.Sqlite;
using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Runtime.Journal;
using SQLitePCL;

namespace Runs.Journal.Tests.Sqlite;

/// <summary>Journals that are refused: with the right code, by writers and readers alike, and without a byte changed.</summary>
public sealed class RefusedJournalTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    private string Journal => _directory.In("journal.db");

    public ValueTask InitializeAsync() => OpenJournal.Leave(_directory, "a");

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Garbage_is_refused()
    {
        File.WriteAllBytes(Journal, RandomNumberGenerator.GetBytes(20_000));

        ShouldRefuse(DataErrors.Corrupt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(8192)]
    [InlineData(-1)]
    public void A_truncated_journal_is_refused(int length)
    {
        using (var file = File.OpenWrite(Journal))
            file.SetLength(length >= 0 ? length : file.Length - 1);

        ShouldRefuse(DataErrors.Corrupt);
    }

    [Fact]
    public void A_journal_with_a_damaged_schema_is_refused()
    {
        Overwrite(offset: 100, RandomNumberGenerator.GetBytes(4000));

        ShouldRefuse(DataErrors.Corrupt);
    }

    [Theory]
    [InlineData("drop table permits")]
    [InlineData("alter table appends drop column at")]
    [InlineData("alter table runs drop column limits")]
    [InlineData("delete from shards where shard_id = 3")]
    [InlineData("delete from meta")]
    [InlineData("update meta set value = 0 where name = 'format'")]
    public void A_journal_that_lacks_something_is_refused(string damage)
    {
        Meddle(damage);

        ShouldRefuse(DataErrors.Corrupt);
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        Meddle("pragma application_id = 7");

        ShouldRefuse(DataErrors.Corrupt);
    }

    [Fact]
    public void A_log_without_its_database_is_refused()
    {
        File.Move(Journal, Journal + "-wal");

        using var held = DataDirectory.Open(_directory.Path);
        Should.Throw<JournalException>(() => SqliteJournalStore.Open(held)).Code.ShouldBe(DataErrors.Corrupt);
        File.Exists(Journal).ShouldBeFalse();
    }

    [Fact]
    public void A_newer_format_is_refused_and_both_versions_named()
    {
        var version = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(version, 12);
        Overwrite(offset: 60, version);

        var message = ShouldRefuse(DataErrors.Newer).Message;

        message.ShouldContain("format 12");
        message.ShouldContain($"up to {JournalFormat.Version}");
    }

    [Fact]
    public void A_newer_format_that_is_only_in_the_log_is_refused()
    {
        using var connection = Connection.Open(Journal, raw.SQLITE_OPEN_READWRITE);
        connection.Execute("begin; pragma user_version = 12; update meta set value = 12 where name = 'format'; commit");

        ShouldRefuse(DataErrors.Newer).Message.ShouldContain("format 12");
    }

    [Fact]
    public async Task Damage_that_only_a_read_meets_is_told_and_not_taken_for_absence()
    {
        await using var journal = await OpenJournal.In(_directory);
        var key = (await journal.Find("a"))!.Value.StreamKey;
        journal.Meddle("pragma wal_checkpoint(truncate)");
        Overwrite(offset: 8192, RandomNumberGenerator.GetBytes((int)new FileInfo(Journal).Length - 8192));

        var thrown = await Should.ThrowAsync<JournalException>(async () => await journal.Store.Read(key, 0, 1000, CancellationToken.None));

        thrown.Code.ShouldBe(DataErrors.Corrupt);
    }

    private JournalException ShouldRefuse(string code)
    {
        var before = Content();
        using (var held = DataDirectory.Open(_directory.Path))
            Should.Throw<JournalException>(() => SqliteJournalStore.Open(held)).Code.ShouldBe(code);
        var thrown = Should.Throw<JournalException>(() => SqliteJournalReader.Open(_directory.Path));

        thrown.Code.ShouldBe(code);
        Content().ShouldBe(before);
        return thrown;
    }

    // The index of the log belongs to whoever reads it; it holds nothing that isn't in the log.
    private Dictionary<string, string> Content() => Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal))
        .ToDictionary(path => path, path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    private void Meddle(string sql)
    {
        using var connection = Connection.Open(Journal, raw.SQLITE_OPEN_READWRITE);
        connection.Execute(sql);
    }

    private void Overwrite(int offset, byte[] bytes)
    {
        using var file = new FileStream(Journal, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = offset;
        file.Write(bytes);
    }
}
