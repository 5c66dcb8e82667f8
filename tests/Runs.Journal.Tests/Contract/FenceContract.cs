using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Contract;

/// <summary>Who may write: incarnations, takeovers and epochs.</summary>
public abstract class FenceContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_new_journal_has_its_shards_and_none_is_owned()
    {
        await Store.Release(Node, await Store.Shards(Token), Token);

        Store.ShardCount.ShouldBe(ShardCount);
        (await Store.Shards(Token)).ShouldBe(Enumerable.Range(0, ShardCount).Select(shard => new ShardRecord(shard, 1, 0)));
    }

    [Fact]
    public async Task Incarnations_increase()
    {
        var second = await Store.Join("two", Token);
        var third = await Store.Join("one", Token);

        second.ShouldBe(new NodeIncarnation("two", second.Number));
        second.Number.ShouldBeGreaterThan(Node.Number);
        third.Number.ShouldBeGreaterThan(second.Number);
    }

    [Fact]
    public async Task A_deposed_owner_cannot_write()
    {
        var stream = await Committed(New("a"));
        await TakeAll(await Store.Join("one", Token));

        await ShouldRefuse(AppendOutcomeKind.Fenced, After(stream));
        await ShouldRefuse(AppendOutcomeKind.Fenced, New("b"));

        var next = After(stream);
        next.Epoch = 2;
        await Committed(next);
        (await ReadAll(stream.StreamKey)).Select(a => a.Epoch).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(ShardCount)]
    public async Task A_shard_that_does_not_exist_is_fenced(int shard)
    {
        var append = New("a");
        append.Shard = shard;

        await ShouldRefuse(AppendOutcomeKind.Fenced, append);
    }

    [Fact]
    public async Task Nobody_writes_in_an_epoch_that_was_not_given_out()
    {
        var early = New("a");
        early.Epoch = 2;
        await ShouldRefuse(AppendOutcomeKind.Fenced, early);

        early.Epoch = 0;
        await ShouldRefuse(AppendOutcomeKind.Fenced, early);
    }

    [Fact]
    public async Task Taking_over_from_oneself_raises_the_epoch_and_fences_the_old_one()
    {
        var stream = await Committed(New("a"));

        var taken = await Store.TakeOver(Node, [new ShardRecord(stream.Shard, 1, Node.Number)], Token);

        taken.ShouldBe([new ShardRecord(stream.Shard, 2, Node.Number)]);
        await ShouldRefuse(AppendOutcomeKind.Fenced, After(stream));
        (await Store.Shards(Token)).Count(shard => shard.Epoch == 1).ShouldBe(ShardCount - 1);
    }

    [Fact]
    public async Task A_shard_is_taken_only_in_the_epoch_that_was_seen()
    {
        var seen = await Store.Shards(Token);
        await Store.TakeOver(Node, [seen[3]], Token);
        var next = await Store.Join("one", Token);

        var taken = await Store.TakeOver(next, seen, Token);

        taken.Select(shard => shard.Shard).ShouldBe([0, 1, 2, 4, 5, 6, 7], ignoreOrder: true);
        (await Store.Shards(Token))[3].ShouldBe(new ShardRecord(3, 2, Node.Number));
    }

    [Fact]
    public async Task Another_living_node_is_not_replaced()
    {
        var other = await Store.Join("two", Token);

        (await TakeAll(other)).ShouldBeEmpty();

        await Committed(New("a"));
    }

    [Fact]
    public async Task An_older_incarnation_does_not_replace_a_newer_one()
    {
        var newer = await Store.Join("one", Token);
        await TakeAll(newer);

        (await TakeAll(Node)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_released_shard_is_anybodys_and_keeps_its_epoch()
    {
        var other = await Store.Join("two", Token);
        var held = (await Store.Shards(Token))[5];
        await Store.Release(Node, [held], Token);

        (await TakeAll(other)).ShouldBe([new ShardRecord(5, 2, other.Number)]);
    }

    [Fact]
    public async Task Only_the_owner_releases_and_only_in_its_epoch()
    {
        var held = await Store.Shards(Token);
        await Store.Release(await Store.Join("two", Token), held, Token);
        await Store.Release(Node, [held[0] with { Epoch = 9 }], Token);

        (await Store.Shards(Token)).ShouldBe(held);
    }
}
