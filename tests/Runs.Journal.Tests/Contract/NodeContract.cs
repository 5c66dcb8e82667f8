using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Contract;

/// <summary>The lives of nodes: how they begin, what they say of themselves, and what is left when they end.</summary>
public abstract class NodeContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private const int Takeovers = 10_000;

    private int NewestFormat => Store is IJournalFormats formats ? formats.NewestFormat : 0;

    [Fact]
    public async Task A_node_that_joins_is_joining_and_says_where_it_is()
    {
        var two = new NodeRegistration("two") { Address = "127.0.0.1:7000", ClientUrl = "http://10.0.0.7:7422", Version = "1.2.3+four" };
        var other = await Store.Join(two, Token);

        (await Store.Nodes(Token)).ShouldBe(
        [
            new NodeRecord(Node, "", NodePhase.Joining, null) { NewestFormat = NewestFormat },
            new NodeRecord(other, two.Address, NodePhase.Joining, null) { ClientUrl = two.ClientUrl, Version = two.Version, NewestFormat = NewestFormat },
        ]);
    }

    [Theory]
    [InlineData(NodePhase.Up)]
    [InlineData(NodePhase.Draining)]
    [InlineData(NodePhase.Joining)]
    public async Task A_renewal_writes_the_phase(NodePhase phase)
    {
        (await Store.Renew(Node, phase, Token)).ShouldBeTrue();

        (await Store.Nodes(Token)).ShouldHaveSingleItem().Phase.ShouldBe(phase);
    }

    [Fact]
    public async Task A_newer_life_of_the_same_name_ends_the_older_one()
    {
        await Store.Renew(Node, NodePhase.Up, Token);
        var newer = await Store.Join(new NodeRegistration("one") { Address = "elsewhere" }, Token);

        (await Store.Renew(Node, NodePhase.Up, Token)).ShouldBeFalse();
        await Store.Leave(Node, Token);
        (await Store.Nodes(Token)).ShouldBe([new NodeRecord(newer, "elsewhere", NodePhase.Joining, null) { NewestFormat = NewestFormat }]);
        (await TakeAll(Node)).ShouldBeEmpty();
        await Store.Release(newer, await Store.Shards(Token), Token);
        (await TakeAll(Node)).ShouldBeEmpty();
        (await TakeAll(newer)).Count.ShouldBe(ShardCount);
    }

    [Fact]
    public async Task What_an_older_life_owned_is_free_for_all()
    {
        var other = await Store.Join("two", Token);
        (await TakeAll(other)).ShouldBeEmpty();

        await Store.Join("one", Token);

        (await TakeAll(other)).ShouldBe(Enumerable.Range(0, ShardCount).Select(shard => new ShardRecord(shard, 2, other.Number)));
    }

    [Fact]
    public async Task Who_leaves_is_gone_takes_nothing_and_renews_nothing()
    {
        var other = await Store.Join("two", Token);
        await Store.Leave(other, Token);

        (await Store.Nodes(Token)).Where(node => node.IsLive).ShouldHaveSingleItem().Incarnation.ShouldBe(Node);
        (await Store.Renew(other, NodePhase.Up, Token)).ShouldBeFalse();
        await Store.Release(Node, await Store.Shards(Token), Token);
        (await TakeAll(other)).ShouldBeEmpty();
        (await TakeAll(Node)).Count.ShouldBe(ShardCount);
    }

    [Fact]
    public async Task What_a_node_owned_that_left_is_free_for_all()
    {
        var stream = await Committed(New("a"));
        var other = await Store.Join("two", Token);
        await Store.Leave(Node, Token);

        (await TakeAll(other)).ShouldBe(Enumerable.Range(0, ShardCount).Select(shard => new ShardRecord(shard, 2, other.Number)));
        await ShouldRefuse(AppendOutcomeKind.Fenced, After(stream));
    }

    [Fact]
    public async Task A_life_that_never_was_takes_and_renews_nothing()
    {
        await Store.Release(Node, await Store.Shards(Token), Token);
        var stranger = new NodeIncarnation("one", Node.Number + 5);

        (await Store.Renew(stranger, NodePhase.Up, Token)).ShouldBeFalse();
        (await TakeAll(stranger)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Epochs_strictly_increase_and_each_has_one_owner(int seed)
    {
        var random = new Random(seed);
        var living = new List<NodeIncarnation> { Node, await Store.Join("two", Token), await Store.Join("three", Token) };
        var owners = new Dictionary<(int Shard, long Epoch), long>();
        for (var i = 0; i < 150; i++)
        {
            var which = random.Next(living.Count);
            var seen = await Store.Shards(Token);
            if (random.Next(8) == 0)
                living[which] = await Store.Join(living[which].Node, Token);
            else if (random.Next(3) == 0)
                await Store.Release(living[which], seen, Token);
            // What was seen is from before: of a shard that moved in the meantime nothing may be taken.
            foreach (var taken in await Store.TakeOver(living[which], seen, Token))
            {
                taken.Epoch.ShouldBe(seen[taken.Shard].Epoch + 1);
                owners.TryAdd((taken.Shard, taken.Epoch), taken.Owner).ShouldBeTrue($"seed {seed}: shard {taken.Shard} was taken twice in epoch {taken.Epoch}");
            }

            (await Store.TakeOver(living[random.Next(living.Count)], [.. seen.Where(shard => owners.ContainsKey((shard.Shard, shard.Epoch + 1)))], Token)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Each_append_of_two_owners_that_alternate_is_fenced_exactly_when_its_writer_is_deposed()
    {
        var owners = new[] { Node, await Store.Join("two", Token) };
        var stream = New("a");
        var held = (await Store.Shards(Token))[stream.Shard];
        for (var i = 1; i <= Takeovers; i++)
        {
            (stream.Epoch, stream.FirstSeq) = (held.Epoch, i);
            if ((await Commit(stream)).Kind != AppendOutcomeKind.Committed)
                Assert.Fail($"the owner in epoch {held.Epoch} was fenced");
            await Store.Release(owners[(i + 1) % 2], [held], Token);
            held = (await Store.TakeOver(owners[i % 2], [held], Token)).Single();
            stream.FirstSeq = i + 1;
            if ((await Commit(stream)).Refusals is not [{ Outcome.Kind: AppendOutcomeKind.Fenced }])
                Assert.Fail($"the owner in epoch {stream.Epoch} wrote after a takeover");
        }

        held.Epoch.ShouldBe(Takeovers + 1);
        (await ReadAll(stream.StreamKey)).Select(append => append.Epoch).ShouldBe(Enumerable.Range(1, Takeovers).Select(epoch => (long)epoch));
    }
}
