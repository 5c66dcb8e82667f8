using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Contract;

/// <summary>Leases: when others may take what a node owns that says nothing any more. Only for stores with several processes.</summary>
public abstract class LeaseContract(ILeasedStoreFixture fixture) : StoreContract(fixture)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Some = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_fresh_lease_is_whole_and_becomes_shorter()
    {
        var leased = await Leased("leased");
        Left(await Record(leased)).ShouldBeInRange(Lease - TimeSpan.FromMinutes(1), Lease);

        await fixture.Pass(Some);

        Left(await Record(leased)).ShouldBeInRange(Lease - Some - TimeSpan.FromMinutes(1), Lease - Some);
        (await Record(leased)).IsLive.ShouldBeTrue();
        (await Record(leased)).SinceRenewal.ShouldNotBeNull().ShouldBeInRange(Some, Some + TimeSpan.FromMinutes(1));
        (await Record(Node)).SinceRenewal.ShouldBeNull();
    }

    [Fact]
    public async Task Others_take_over_when_a_lease_has_run_out_and_not_before()
    {
        var (leased, stream) = await Owner();
        await fixture.Pass(Some);
        (await TakeAll(Node)).ShouldBeEmpty();
        await Committed(stream = After(stream));

        await fixture.Pass(Some);

        (await Record(leased)).IsLive.ShouldBeFalse();
        // A lease decides when others may try; until one does, the owner still is the owner.
        await Committed(stream = After(stream));
        (await TakeAll(Node)).Count.ShouldBe(ShardCount);
        await ShouldRefuse(AppendOutcomeKind.Fenced, After(stream));
    }

    [Fact]
    public async Task A_renewed_lease_is_whole_again()
    {
        var (leased, _) = await Owner();
        for (var i = 0; i < 3; i++)
        {
            await fixture.Pass(Some);
            (await Store.Renew(leased, NodePhase.Up, Token)).ShouldBeTrue();
            (await TakeAll(Node)).ShouldBeEmpty();
        }

        Left(await Record(leased)).ShouldBeInRange(Lease - TimeSpan.FromMinutes(1), Lease);
    }

    [Fact]
    public async Task A_lease_that_has_run_out_is_renewed_all_the_same()
    {
        var (leased, stream) = await Owner();
        await fixture.Pass(2 * Lease);

        (await Store.Renew(leased, NodePhase.Up, Token)).ShouldBeTrue();

        (await Record(leased)).IsLive.ShouldBeTrue();
        (await TakeAll(Node)).ShouldBeEmpty();
        await Committed(After(stream));
    }

    [Fact]
    public async Task Who_was_deposed_is_not_gone_and_may_take_what_is_free()
    {
        var (leased, _) = await Owner();
        await fixture.Pass(2 * Lease);
        await TakeAll(Node);
        (await TakeAll(leased)).ShouldBeEmpty();

        (await Store.Renew(leased, NodePhase.Up, Token)).ShouldBeTrue();
        await Store.Release(Node, await Store.Shards(Token), Token);

        (await TakeAll(leased)).ShouldAllBe(shard => shard.Epoch == 4 && shard.Owner == leased.Number);
    }

    [Fact]
    public async Task Two_that_see_the_same_lease_run_out_share_what_they_take()
    {
        await Owner();
        var other = await Leased("other");
        await fixture.Pass(Lease + TimeSpan.FromSeconds(1));
        await Store.Renew(other, NodePhase.Up, Token);
        var seen = await Store.Shards(Token);

        var first = await Store.TakeOver(Node, [.. seen.Take(5)], Token);
        var second = await Store.TakeOver(other, seen, Token);

        first.Select(shard => shard.Shard).ShouldBe([0, 1, 2, 3, 4], ignoreOrder: true);
        second.Select(shard => shard.Shard).ShouldBe([5, 6, 7], ignoreOrder: true);
    }

    [Fact]
    public async Task One_without_a_lease_is_never_replaced()
    {
        var other = await Leased("other");
        await fixture.Pass(TimeSpan.FromDays(400));
        await Store.Renew(other, NodePhase.Up, Token);

        (await Record(Node)).ShouldSatisfyAllConditions(node => node.LeaseLeft.ShouldBeNull(), node => node.IsLive.ShouldBeTrue());
        (await TakeAll(other)).ShouldBeEmpty();
    }

    private static TimeSpan Left(NodeRecord node) => node.LeaseLeft ?? throw new InvalidOperationException($"{node.Incarnation} has no lease.");

    private ValueTask<NodeIncarnation> Leased(string name) => Store.Join(new NodeRegistration(name) { Lease = Lease }, Token);

    /// <summary>A node with a lease that owns all shards in epoch 2, and a stream that it has written.</summary>
    private async ValueTask<(NodeIncarnation Node, Append Stream)> Owner()
    {
        await Store.Release(Node, await Store.Shards(Token), Token);
        var owner = await Leased("leased");
        (await TakeAll(owner)).Count.ShouldBe(ShardCount);
        var stream = New("a");
        stream.Epoch = 2;
        return (owner, await Committed(stream));
    }

    private async ValueTask<NodeRecord> Record(NodeIncarnation node) => (await Store.Nodes(Token)).Single(record => record.Incarnation == node);
}
