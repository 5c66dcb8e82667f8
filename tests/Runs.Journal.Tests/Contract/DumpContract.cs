using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Dumps: everything that a journal had at one moment.</summary>
public abstract class DumpContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private readonly IStoreFixture _fixture = fixture;

    [Fact]
    public async Task A_new_journal_has_shards_and_nothing_else()
    {
        await using var dump = Dump();

        (await dump.Appends(Token).ToListAsync(Token)).ShouldBeEmpty();
        (await dump.Permits(Token).ToListAsync(Token)).ShouldBeEmpty();
        (await dump.Rows(Token).ToListAsync(Token)).ShouldBeEmpty();
        (await dump.Shards(Token)).ShouldBe(await Store.Shards(Token));
    }

    [Fact]
    public async Task Appends_come_with_all_that_they_are_in_the_order_of_their_commits()
    {
        var z = New("z", count: 2, data: "z one");
        var a = New(new EntityId("queue", "a"), data: "a one");
        (await Commit(z, a)).Kind.ShouldBe(AppendOutcomeKind.Committed);
        var more = await Committed(After(z, count: 3, data: "z two"));

        await using var dump = Dump();
        var appends = await dump.Appends(Token).ToListAsync(Token);

        appends.Select(Text).ShouldBe([Text(z), Text(a), Text(more)]);
        appends.Zip(appends.Skip(1)).ShouldAllBe(pair => pair.First.Position < pair.Second.Position);
    }

    [Fact]
    public async Task An_erased_stream_is_absent_and_its_slots_are_there_without_a_holder()
    {
        var gone = New("gone");
        gone.Claims = [new PermitClaim("limit", 4, 7, "s1", 1)];
        gone.Row = Row();
        await Committed(gone);
        var kept = New("kept");
        kept.Claims = [new PermitClaim("limit", 3, 1, "s2", 2), new PermitClaim("a limit", 5, 2, "", 0)];
        kept.Row = Row("done") with { Hidden = true, Queue = "default", QueuedAt = Noon, Limits = "limit:x" };
        await Committed(kept);
        var erasure = After(gone);
        erasure.Erase = true;
        await Committed(erasure);

        await using var dump = Dump();

        (await dump.Appends(Token).ToListAsync(Token)).ShouldHaveSingleItem().Entity.ShouldBe(kept.Entity);
        (await dump.Rows(Token).ToListAsync(Token)).ShouldBe([new ListedStream(kept.Entity, kept.Row, Node.Number)]);
        (await dump.Permits(Token).ToListAsync(Token)).ShouldBe(
        [
            new DumpedPermit("a limit", new PermitRecord(5, 2, kept.Entity, "", 0)),
            new DumpedPermit("limit", new PermitRecord(3, 1, kept.Entity, "s2", 2)),
            new DumpedPermit("limit", new PermitRecord(4, 7, null, "", 0)),
        ]);
    }

    [Fact]
    public async Task A_dump_is_of_one_moment()
    {
        var stream = await Committed(New("a"));
        await using var dump = Dump();
        var later = After(stream);
        later.Row = Row();
        later.Claims = [new PermitClaim("limit", 0, 1, "", 0)];
        await Committed(later);
        await TakeAll(Node);

        (await dump.Appends(Token).ToListAsync(Token)).Count.ShouldBe(1);
        (await dump.Permits(Token).ToListAsync(Token)).ShouldBeEmpty();
        (await dump.Rows(Token).ToListAsync(Token)).ShouldBeEmpty();
        (await dump.Shards(Token)).ShouldAllBe(shard => shard.Epoch == 1);
        await using var next = Dump();
        (await next.Appends(Token).ToListAsync(Token)).Count.ShouldBe(2);
        (await next.Shards(Token)).ShouldAllBe(shard => shard.Epoch == 2);
    }

    [Fact]
    public async Task More_than_a_page_of_everything_comes_once_and_in_order()
    {
        const int Streams = 2_500;
        for (var from = 0; from < Streams; from += 500)
        {
            var batch = Enumerable.Range(from, 500).Select(i =>
            {
                var append = New($"r{Streams - i:0000}", data: new string('x', 1_000));
                append.Row = Row();
                append.Claims = [new PermitClaim("limit", i, 1, "", 0)];
                return append;
            });
            (await Commit([.. batch])).Kind.ShouldBe(AppendOutcomeKind.Committed);
        }

        await using var dump = Dump();

        (await dump.Appends(Token).Select(append => append.Entity.Id).ToListAsync(Token)).ShouldBe(Enumerable.Range(0, Streams).Select(i => $"r{Streams - i:0000}"));
        (await dump.Rows(Token).Select(row => row.Entity.Id).ToListAsync(Token)).ShouldBe(Enumerable.Range(1, Streams).Select(i => $"r{i:0000}"));
        (await dump.Permits(Token).Select(permit => permit.Permit.Slot).ToListAsync(Token)).ShouldBe(Enumerable.Range(0, Streams));
    }

    private static string Text(DumpedAppend a) => $"{a.Entity} in {a.Shard}: {a.FirstSeq}-{a.LastSeq} in {a.Epoch} at {a.At:O}: {Convert.ToHexString(a.Data.Span)}";

    private static string Text(Append a) => $"{a.Entity} in {a.Shard}: {a.FirstSeq}-{a.LastSeq} in {a.Epoch} at {a.At:O}: {Convert.ToHexString(a.Data.Span)}";

    private IJournalDump Dump() => _fixture.Dump(Store);
}
