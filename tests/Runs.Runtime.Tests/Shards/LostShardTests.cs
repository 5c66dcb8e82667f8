using Runs.Runtime.Shards;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Shards;

public sealed class LostShardTests
{
    private readonly NodeWorld _world = new();

    [Fact]
    public void Who_lost_a_shard_stores_nothing_more_and_says_that_it_has_moved() => _world.RunBare(async () =>
    {
        await _world.Start();
        await _world.Count("a", "before");
        await _world.Count("idle", "before");
        var other = await Depose();
        var replies = await Task.WhenAll(_world.Count("a", "c1"), _world.Count("a", "c2"), _world.Count("idle", "c3"), _world.Count("new", "c4"));
        replies.ShouldAllBe(reply => reply.Refusal!.Code == RefusalCodes.Moved);
        (await _world.Count("a", "again")).Refusal!.Code.ShouldBe(RefusalCodes.Moved);
        (await _world.Stored("a")).ShouldBe(["before"]);
        _world.Node.LiveCells.ShouldBe(0);
        await _world.Node.Stop();
        (await _world.Journal.Store.Shards(default)).ShouldAllBe(shard => shard.Owner == other.Number, "a stop gave back what others own");
    });

    [Fact]
    public void A_new_start_of_a_node_deposes_the_old_one_whose_commands_in_flight_are_never_stored_twice() => _world.RunBare(async () =>
    {
        await _world.Start();
        var old = _world.Node;
        await _world.Count("a", "before");
        await _world.Start();
        (await _world.Count("a", "new")).Refusal.ShouldBeNull();
        (await old.Ask(NodeWorld.Id("a"), new Counters.CountBy(1), "old")).Refusal!.Code.ShouldBe(RefusalCodes.Moved);
        (await _world.Count("a", "after")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "new", "after"]);
        await old.Stop();
        (await _world.Count("a", "last")).Refusal.ShouldBeNull();
        await _world.Node.Stop();
    });

    /// <summary>Another node takes every shard, as it may once the lease of this one has run out.</summary>
    private async Task<NodeIncarnation> Depose()
    {
        var other = await _world.Journal.Store.Join("other", default);
        var held = await _world.Journal.Store.Shards(default);
        await _world.Journal.Store.Release(_world.Node.Incarnation, held, default);
        await _world.Journal.Store.TakeOver(other, await _world.Journal.Store.Shards(default), default);
        return other;
    }
}
