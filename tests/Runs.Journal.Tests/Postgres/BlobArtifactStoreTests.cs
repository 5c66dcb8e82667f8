using Runs.Actors.Artifacts;
using Runs.Actors.Tests.Artifacts;
using Runs.Journal.Postgres;
using Runs.Runtime.Blobs;
using Runs.Steps.Artifacts;

namespace Runs.Journal.Tests.Postgres;

/// <summary>Artifacts in the database of a journal.</summary>
public sealed class BlobArtifactStoreTests : ArtifactStoreContract, IAsyncLifetime
{
    private readonly string _schema = SharedServer.NewSchema();
    private PostgresJournalStore _journal = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _journal = await PostgresJournalStore.Open(new PostgresJournalOptions { Connection = (await SharedServer.Get()).SocketConnection(), Schema = _schema, ShardCount = 1 }, Token);

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        await SharedServer.Ask($"drop schema {_schema} cascade");
    }

    [Theory]
    [InlineData("delete from {0}.blob_pieces where piece = 2")]
    [InlineData("update {0}.blob_pieces set data = 'short' where piece = 2")]
    [InlineData("delete from {0}.blobs")]
    public async Task What_goes_while_it_is_read_never_looks_like_an_end(string damage)
    {
        var store = await Open();
        var id = await Write(store, Run, new byte[1_000_000]);
        await using var read = await store.Open(Run, id, Token);
        await read.ReadExactlyAsync(new byte[300_000], Token);
        await SharedServer.Ask(string.Format(damage, _schema));

        await Should.ThrowAsync<IOException>(async () => await read.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task What_a_dead_writer_left_is_swept_after_a_day_and_what_a_live_one_writes_is_not()
    {
        var store = await Open();
        var dead = await store.Create(Run, Token);
        await dead.Stream.WriteAsync(new byte[600_000], Token);
        await SharedServer.Ask($"update {_schema}.blobs set created_at = created_at - interval '25 hours'");
        await using var live = await store.Create(Run, Token);
        await live.Stream.WriteAsync(new byte[600_000], Token);

        store = await Open();

        (await Should.ThrowAsync<IOException>(async () => await dead.Complete(Token))).Message.ShouldContain("Not all");
        await using var read = await store.Open(Run, await live.Complete(Token), Token);
        read.Length.ShouldBe(600_000);
    }

    [Fact]
    public async Task A_database_that_is_gone_fails_as_a_disk_would()
    {
        var store = await Open();
        var id = await Write(store, Run, [1]);
        await SharedServer.Ask($"drop table {_schema}.blobs cascade");

        await Should.ThrowAsync<IOException>(async () => await store.Open(Run, id, Token));
        await Should.ThrowAsync<IOException>(async () => await Write(store, Run, [1]));
        await Should.ThrowAsync<IOException>(async () => await store.DeleteAll(Run, Token));
    }

    [Fact]
    public async Task A_blob_is_complete_once_with_all_its_pieces_and_may_be_completed_again()
    {
        var blob = new BlobId("group", "a");
        await _journal.Blobs.Write(blob, 1, new byte[5], Token);
        await Should.ThrowAsync<Runs.Runtime.Journal.JournalException>(async () => await _journal.Blobs.Complete(blob, 1, 5, Token));
        await Should.ThrowAsync<Runs.Runtime.Journal.JournalException>(async () => await _journal.Blobs.Complete(blob, 2, 8, Token));
        await _journal.Blobs.Write(blob, 0, new byte[9], Token);
        await _journal.Blobs.Write(blob, 0, new byte[3], Token);
        (await _journal.Blobs.Find(blob, Token)).ShouldBeNull();
        (await _journal.Blobs.Read(blob, 0, Token)).ShouldBeNull();

        await _journal.Blobs.Complete(blob, 2, 8, Token);
        await _journal.Blobs.Complete(blob, 2, 8, Token);

        await Should.ThrowAsync<Runs.Runtime.Journal.JournalException>(async () => await _journal.Blobs.Write(blob, 2, new byte[1], Token));
        await _journal.Blobs.Discard(blob, Token);
        (await _journal.Blobs.Find(blob, Token)).ShouldBe(8);
        (await _journal.Blobs.Read(blob, 1, Token))!.Value.Length.ShouldBe(5);
        (await _journal.Blobs.Read(blob, 2, Token)).ShouldBeNull();
        (await _journal.Blobs.Delete("group", Token)).ShouldBe(8);
        (await SharedServer.Ask($"select count(*) from {_schema}.blob_pieces")).ShouldBe(0L);
    }

    protected override async ValueTask<IArtifactStore> Open() => await BlobArtifactStore.Open(_journal.Blobs, Token);

    protected override async ValueTask ShouldBeEmpty() =>
        (await SharedServer.Ask($"select (select count(*) from {_schema}.blobs) + (select count(*) from {_schema}.blob_pieces)")).ShouldBe(0L);
}
