using Runs.Runtime.Entities;
using Runs.Runtime.Links;
using Runs.Runtime.Messaging;
using Runs.Runtime.Shards;
using Runs.Runtime.Tests.Counters;

namespace Runs.Runtime.Tests.Cluster;

public sealed class ClusterTests
{
    private readonly ClusterWorld _world = new();

    [Fact]
    public void Nodes_share_the_shards_and_each_shard_has_one_owner() => _world.Run(() =>
    {
        _world.Nodes.ShouldAllBe(node => node.Owned >= ClusterWorld.Shards / 8);
        var shards = Enumerable.Range(0, 1000).Select(i => new EntityId("counter", $"{i}"));
        foreach (var entity in shards)
            _world.Nodes.Select(node => node.Node!.Peers.OwnerOf(entity)).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        return Task.CompletedTask;
    });

    [Fact]
    public void Any_node_takes_a_command_for_any_entity() => _world.Run(async () =>
    {
        foreach (var owner in _world.Nodes)
        {
            var counter = _world.CounterOf(owner);
            foreach (var node in _world.Nodes)
                (await node.Count(counter, $"by {node.Name}")).Refusal.ShouldBeNull();
            (await _world[0].Sum(counter)).Value.ShouldBe(3L);
            (await _world.Stored(counter)).Count.ShouldBe(3);
        }
    });

    [Fact]
    public void What_an_entity_refuses_is_refused_at_every_node() => _world.Run(async () =>
    {
        var counter = _world.CounterOf(_world[0]);
        foreach (var node in _world.Nodes)
            (await node.Count(counter, "less", -1)).Refusal.ShouldBe(new Refusal("counter.negative", "Counters only grow."));
    });

    [Fact]
    public void The_shards_of_a_crashed_node_move_when_its_lease_is_over_and_commands_wait_for_that() => _world.Run(async () =>
    {
        var counter = _world.CounterOf(_world[1]);
        await _world[0].Count(counter, "before");
        _world[1].Crash();
        var crashed = _world.Kernel.Now;
        (await _world[0].Count(counter, "after")).Refusal.ShouldBeNull();
        (_world.Kernel.Now - crashed).ShouldBeLessThan(ClusterNode.Lease + TimeSpan.FromSeconds(3));
        (await _world.Stored(counter)).ShouldBe(["before 1", "after 1"]);
        await _world.Settled([_world[0], _world[2]]);
    });

    [Fact]
    public void A_node_that_starts_again_gets_its_own_shards_back() => _world.Run(async () =>
    {
        var before = Owners();
        _world[1].Crash();
        await _world.Settled([_world[0], _world[2]]);
        _world[1].Start();
        await _world.Settled(_world.Nodes);
        Owners().ShouldBe(before);

        List<string> Owners() =>
        [
            .. Enumerable.Range(0, 200)
                .Select(i => _world[0].Node!.Peers.OwnerOf(new EntityId("counter", $"{i}")))
                .Select(owner => _world.Nodes.Single(node => node.Node?.Incarnation.Number == owner).Name),
        ];
    });

    [Fact]
    public void A_node_that_drains_hands_all_its_shards_over_and_no_command_fails() => _world.Run(async () =>
    {
        var counter = _world.CounterOf(_world[1]);
        var draining = _world[1].Drain();
        for (var i = 0; i < 100; i++)
        {
            (await _world[i % 2 * 2].Count(counter, $"c{i}")).Refusal.ShouldBeNull();
            await _world.Pass(TimeSpan.FromMilliseconds(20));
        }

        await draining;
        (await _world.Stored(counter)).Count.ShouldBe(100);
        await _world.Settled([_world[0], _world[2]]);
        (await _world.Journal.Nodes(default)).Single(node => node.Incarnation.Node == "b").Phase.ShouldBe(NodePhase.Gone);
    });

    [Fact]
    public void A_node_that_joins_gets_its_share_a_few_shards_at_a_time_and_no_command_fails()
    {
        var world = new ClusterWorld(2, "a", "b");
        var late = new ClusterNode(world.Kernel, world.Journal, world.Network, "c");
        world.Run(async () =>
        {
            late.Start();
            for (var i = 0; i < 200; i++)
            {
                (await world[i % 2].Count($"{i % 20}", $"c{i}")).Refusal.ShouldBeNull();
                await world.Pass(TimeSpan.FromMilliseconds(20));
            }

            await world.Settled([.. world.Nodes, late]);
            late.Owned.ShouldBeGreaterThan(ClusterWorld.Shards / 8);
            for (var i = 0; i < 20; i++)
                (await world.Stored($"{i}")).Count.ShouldBe(10);
        });
    }

    [Fact]
    public void A_node_that_was_frozen_past_its_lease_stores_nothing_and_shows_nothing_old() => _world.Run(async () =>
    {
        var counter = _world.CounterOf(_world[1]);
        await _world[1].Count(counter, "before");
        _world[1].Process.Freeze();
        (await _world[0].Count(counter, "meanwhile", 10)).Refusal.ShouldBeNull();
        var asked = _world[1].Sum(counter);
        var counted = _world[1].Count(counter, "after");
        _world[1].Process.Thaw();
        ((long)(await asked).Value!).ShouldBeGreaterThanOrEqualTo(11);
        (await counted).Refusal.ShouldBeNull();
        (await _world.Stored(counter)).ShouldBe(["before 1", "meanwhile 10", "after 1"]);
        await _world.Settled(_world.Nodes);
    });

    [Fact]
    public void Whoever_asks_a_thawed_node_at_any_moment_sees_what_others_were_told_meanwhile()
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            var world = new ClusterWorld(seed);
            // A cell that goes when its node thaws would have nothing old to show.
            world[1].PassivateAfter = TimeSpan.FromHours(1);
            world.Run(async () =>
            {
                var counter = world.CounterOf(world[1]);
                await world[1].Count(counter, "before");
                world[1].Process.Freeze();
                (await world[0].Count(counter, "meanwhile", 10)).Refusal.ShouldBeNull();
                world[1].Process.Thaw();
                var asked = new List<Task<Reply>>();
                for (var i = 0; i < 300; i++)
                {
                    await world.Pass(TimeSpan.FromMilliseconds(1));
                    asked.Add(world[1].Sum(counter));
                }

                (await Task.WhenAll(asked)).Where(reply => reply.Refusal is null).ShouldAllBe(reply => (long)reply.Value! == 11);
            });
        }
    }

    [Fact]
    public void A_cut_link_costs_time_and_no_command() => _world.Run(async () =>
    {
        var counter = _world.CounterOf(_world[1]);
        _world.Network.Part(["a"], ["b"]);
        var counting = _world[0].Count(counter, "through");
        await _world.Pass(TimeSpan.FromSeconds(12));
        counting.IsCompleted.ShouldBeFalse();
        _world.Network.Heal();
        (await counting).Refusal.ShouldBeNull();
        (await _world.Stored(counter)).ShouldBe(["through 1"]);
    });

    [Fact]
    public void A_command_that_was_sent_in_an_older_epoch_of_the_shard_isnt_decided() => _world.Run(async () =>
    {
        // Another owner may have refused it meanwhile, and whoever asked has been told so.
        var counter = new EntityId("counter", _world.CounterOf(_world[1]));
        var owner = _world[1].Node!.Incarnation.Number;
        var epoch = (await _world.Journal.Shards(default)).Single(shard => shard.Shard == Sharding.ShardOf(counter, ClusterWorld.Shards)).Epoch;
        (await Send("late", epoch - 1)).Refusal!.Code.ShouldBe(RefusalCodes.Moved);
        (await Send("in time", epoch)).Refusal.ShouldBeNull();
        (await _world.Stored(counter.Id)).ShouldBe(["in time 1"]);

        Task<Reply> Send(string commandId, long seen) => _world[0].Call(node =>
            node.Peers.Command(owner, counter, Envelope.Ask(new CountBy(1), commandId, isInternal: false), seen, CancellationToken.None));
    });

    [Fact]
    public void What_no_link_can_carry_isnt_tried_again() => _world.Run(async () =>
    {
        _world.Network.MaxFrame = 500;
        var counter = _world.CounterOf(_world[1]);
        var began = _world.Kernel.Now;
        (await _world[0].Count(counter, new string('x', 500))).Refusal!.Code.ShouldBe(RefusalCodes.Crashed);
        // The question fits, and the answer doesn't: it has a few words more.
        (await Fails(_world[1].Node!.Incarnation.Number, new string('x', 485))).ShouldBe(PeerException.Failed);
        (_world.Kernel.Now - began).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (await _world[0].Count(counter, "short")).Refusal.ShouldBeNull();
    });

    [Fact]
    public void What_cant_be_reached_in_time_is_said_to_be_in_doubt() => _world.Run(async () =>
    {
        var counter = _world.CounterOf(_world[1]);
        _world.Network.Part(["a"], ["b"]);
        (await _world[0].Count(counter, "never")).Refusal!.Code.ShouldBe(RefusalCodes.Timeout);
        _world.Network.Heal();
    });

    [Fact]
    public void Nodes_ask_each_other_and_hear_who_is_gone_or_cant_be_reached() => _world.Run(async () =>
    {
        var (a, b) = (_world[0].Node!.Incarnation.Number, _world[1].Node!.Incarnation.Number);
        (await _world[0].Call(node => node.Peers.Ask(b, "hello"))).ShouldBe($"hello from {a}");
        (await _world[0].Call(node => node.Peers.Ask(a, "hello"))).ShouldBe($"hello from {a}");
        _world.Network.Cut(["b"], ["a"]);
        (await Fails(b)).ShouldBe(PeerException.Unreachable);
        _world.Network.Heal();
        _world[1].Crash();
        _world[1].Start();
        await _world.Until(() => _world[1].Node is not null && _world[0].Node!.Peers.StandingOf(b) == NodeStanding.Gone, "a sees that the old b is gone");
        (await Fails(b)).ShouldBe(PeerException.Gone);
    });

    [Fact]
    public void A_life_that_a_newer_one_has_followed_is_told_so() => _world.Run(async () =>
    {
        var old = _world[1].Node!;
        await _world.Journal.Join(new NodeRegistration("b") { Lease = ClusterNode.Lease }, default);
        await _world.Until(() => old.Superseded.IsCompleted, "b knows that it is superseded");
    });

    [Fact]
    public void An_entity_lives_on_the_node_that_owns_it_and_nowhere_else() => _world.Run(async () =>
    {
        var counter = _world.CounterOf(_world[1]);
        await _world[0].Count(counter, "one");
        _world.Nodes.Select(node => node.Node!.LiveCells).ShouldBe([0, 1, 0]);
    });

    /// <summary>The code with which the first node's question to another fails.</summary>
    private Task<string> Fails(long to, string question = "hello") => _world[0].Call(async node =>
    {
        try
        {
            await node.Peers.Ask(to, question);
            return "answered";
        }
        catch (PeerException error)
        {
            return error.Code;
        }
    });
}
