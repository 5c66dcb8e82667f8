using Runs.Runtime.Journal;
using Runs.Runtime.Tests.Probes;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Nodes;

public sealed class NodeStopTests
{
    private readonly NodeWorld _world = new();

    [Fact]
    public void A_stop_at_any_moment_answers_every_asker_and_loses_nothing_that_was_acknowledged()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            var world = new NodeWorld(seed) { Options = new() { Cells = new() { MailboxCapacity = 3, TurnBatch = 2 } } };
            world.RunBare(async () =>
            {
                await world.Start();
                var asks = Enumerable.Range(0, 40).Select(i => (Probe: $"p{i % 3}", Id: $"c{i}")).Select(ask => (ask, Reply: world.Count(ask.Probe, ask.Id))).ToList();
                await world.Pass(world.Kernel.Random.NextTime(TimeSpan.FromMilliseconds(30)));
                await world.Node.Stop();
                await world.Pass(TimeSpan.FromMilliseconds(20));
                asks.ShouldAllBe(ask => ask.Reply.IsCompleted, $"seed {seed}: an asker waits for a node that has stopped");
                foreach (var ((probe, id), reply) in asks)
                {
                    var refusal = (await reply).Refusal;
                    if (refusal is null)
                        (await world.Stored(probe)).ShouldContain(id, $"seed {seed}");
                    else
                        refusal.Code.ShouldBe(RefusalCodes.Stopping, $"seed {seed}");
                }

                (await world.Journal.Store.Shards(default)).ShouldAllBe(shard => shard.Owner == 0);
            });
        }
    }

    [Fact]
    public void A_stopped_node_refuses_and_the_next_start_goes_on() => _world.RunBare(async () =>
    {
        await _world.Start();
        await _world.Count("a", "before");
        await _world.Node.Stop();
        (await _world.Count("a", "late")).Refusal!.Code.ShouldBe(RefusalCodes.Stopping);
        await _world.Start();
        (await _world.Count("a", "after")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "after"]);
        await _world.Node.Stop();
    });

    [Fact]
    public void A_stop_does_not_wait_for_shards_that_cannot_be_claimed_nor_for_recoveries_that_fail() => _world.RunBare(async () =>
    {
        await _world.Start();
        await _world.Count("a", "before");
        _world.Journal.OnFind = _ => throw Unavailable;
        var recovering = Enumerable.Range(0, 40).Select(i => _world.Count($"p{i}", "c")).ToList();
        _world.Journal.OnTakeOver = _ => throw Unavailable;
        _world.Journal.OnCommit = (_, _) => ValueTask.FromResult(BatchOutcome.Unknown("the connection broke"));
        var doubted = _world.Count("a", "doubted");
        await _world.Pass(TimeSpan.FromSeconds(20));
        var stopping = _world.Kernel.Now;
        await _world.Node.Stop();
        (_world.Kernel.Now - stopping).ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
        (await doubted).Refusal!.Code.ShouldBe(RefusalCodes.Stopping);
        (await Task.WhenAll(recovering)).ShouldAllBe(reply => reply.Refusal!.Code == RefusalCodes.Stopping);
    });

    [Fact]
    public void A_stop_answers_what_a_full_disk_holds_up_and_what_is_quarantined() => _world.RunBare(async () =>
    {
        await _world.Start();
        await _world.Count("a", "before");
        await _world.Ask("a", new WakeIn(TimeSpan.Zero));
        _world.Journal.OnCommit = (_, _) => ValueTask.FromResult(BatchOutcome.NotWritten("the disk is full"));
        _world.Hooks.OnReconcile = (id, _) =>
        {
            if (id == "poison")
                throw new InvalidOperationException("A bug.");
        };
        (await _world.Count("poison", "c")).Refusal!.Code.ShouldBe(RefusalCodes.Quarantined);
        var stopping = _world.Kernel.Now;
        await _world.Node.Stop();
        (_world.Kernel.Now - stopping).ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
    });

    [Fact]
    public void A_start_that_fails_leaves_nothing_running_and_may_be_repeated() => _world.RunBare(async () =>
    {
        _world.Journal.OnJoin = () => throw Unavailable;
        var failed = _world.Make();
        var failure = default(JournalException);
        try
        {
            await failed.Start();
        }
        catch (JournalException error)
        {
            failure = error;
        }

        failure.ShouldNotBeNull();
        await failed.Stop();
        _world.Journal.OnJoin = () => ValueTask.CompletedTask;
        await _world.Start();
        (await _world.Count("a", "c")).Refusal.ShouldBeNull();
        await _world.Node.Stop();
    });

    private static JournalException Unavailable => new("journal.unavailable", "The connection broke.");
}
