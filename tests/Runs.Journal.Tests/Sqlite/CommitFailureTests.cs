using Runs.Journal.Sqlite.Writing;
using Runs.Runtime.Journal;
using SQLitePCL;

namespace Runs.Journal.Tests.Sqlite;

public sealed class CommitFailureTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task On_a_full_disk_nothing_is_written_and_the_store_works_again_when_there_is_room()
    {
        await using var journal = await OpenJournal.In(_directory);
        journal.Store.LimitPages(1);

        var outcome = await journal.Store.Commit([OpenJournal.New("a"), OpenJournal.New("b", size: 1 << 20)]);

        outcome.Kind.ShouldBe(AppendOutcomeKind.NotWritten);
        (await journal.Find("a")).ShouldBeNull();
        journal.Store.LimitPages(0);
        (await journal.Commit("a")).Kind.ShouldBe(AppendOutcomeKind.Committed);
        (await journal.Commit("b", size: 1 << 20)).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    [Fact]
    public async Task Another_programs_lock_means_not_written()
    {
        await using var journal = await OpenJournal.In(_directory);
        using var foreign = Journal.Sqlite.Native.Connection.Open(journal.JournalPath, raw.SQLITE_OPEN_READWRITE);
        foreign.Execute("begin immediate");

        (await journal.Commit("a")).Kind.ShouldBe(AppendOutcomeKind.NotWritten);

        foreign.Execute("rollback");
        (await journal.Commit("a")).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    [Fact]
    public async Task An_error_that_is_not_listed_leaves_the_outcome_unknown()
    {
        await using var journal = await OpenJournal.In(_directory);
        journal.Meddle("alter table appends rename to elsewhere");

        (await journal.Commit("a")).Kind.ShouldBe(AppendOutcomeKind.Unknown);

        journal.Meddle("alter table elsewhere rename to appends");
        (await journal.Commit("a")).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    [Fact]
    public async Task What_another_program_changed_is_seen_by_the_next_batch()
    {
        await using var journal = await OpenJournal.In(_directory);
        var append = OpenJournal.New("a");
        await journal.Store.Commit([append]);
        append.FirstSeq = 2;

        journal.Meddle("update shards set epoch = epoch + 1");
        (await journal.Store.Commit([append])).Refusals.Single().Outcome.Kind.ShouldBe(AppendOutcomeKind.Fenced);

        journal.Meddle("update shards set epoch = 1; update appends set last_seq = 5");
        (await journal.Store.Commit([append])).Refusals.Single().Outcome.Kind.ShouldBe(AppendOutcomeKind.Conflict);
    }

    [Fact]
    public async Task An_id_that_is_no_text_is_not_written_and_does_no_harm()
    {
        await using var journal = await OpenJournal.In(_directory);

        (await journal.Commit("\ud800")).Kind.ShouldBe(AppendOutcomeKind.NotWritten);

        (await journal.Commit("a")).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    [Fact]
    public async Task A_closed_store_writes_nothing_and_refuses_to_read()
    {
        var journal = await OpenJournal.In(_directory);
        await journal.DisposeAsync();

        (await journal.Commit("a")).Kind.ShouldBe(AppendOutcomeKind.NotWritten);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await journal.Find("a"));
        await journal.DisposeAsync();
    }

    [Theory]
    [InlineData(raw.SQLITE_FULL, true, true)]
    [InlineData(raw.SQLITE_BUSY, true, false)]
    [InlineData(raw.SQLITE_READONLY, true, false)]
    [InlineData(raw.SQLITE_CANTOPEN, true, false)]
    [InlineData(raw.SQLITE_TOOBIG, true, false)]
    [InlineData(raw.SQLITE_NOMEM, true, false)]
    [InlineData(raw.SQLITE_IOERR, false, false)]
    [InlineData(raw.SQLITE_CORRUPT, false, false)]
    [InlineData(raw.SQLITE_CONSTRAINT, false, false)]
    [InlineData(raw.SQLITE_MISUSE, false, false)]
    [InlineData(raw.SQLITE_ERROR, false, false)]
    public void Only_listed_errors_are_harmless(int code, bool beforeCommit, bool inCommit)
    {
        CommitErrors.IsHarmless(code, committing: false).ShouldBe(beforeCommit);
        CommitErrors.IsHarmless(code, committing: true).ShouldBe(inCommit);
    }
}
