using Runs.Runtime.Cells;
using Runs.Runtime.Tests.Probes;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Cells;

public sealed class PassivationTests
{
    [Fact]
    public void An_idle_cell_goes_and_comes_back_with_the_next_command()
    {
        var world = World();
        world.Run(async () =>
        {
            await world.Count("a", "before");
            await world.Until(() => world.Node.LiveCells == 0, "the passivation", TimeSpan.FromSeconds(4));
            world.Hooks.Living.ShouldBe(0);
            (await world.Count("a", "after")).Refusal.ShouldBeNull();
            (await world.Stored("a")).ShouldBe(["before", "after"]);
        });
    }

    [Fact]
    public void A_cell_that_is_done_goes_at_once()
    {
        var world = World();
        world.Hooks.IsDone = state => state.Sum == 2;
        world.Run(async () =>
        {
            await world.Count("a", "c1");
            world.Node.LiveCells.ShouldBe(1);
            await world.Count("a", "c2");
            await world.Until(() => world.Node.LiveCells == 0, "the passivation", TimeSpan.FromMilliseconds(2));
        });
    }

    [Fact]
    public void A_message_that_meets_a_retiring_cell_is_not_lost()
    {
        for (var seed = 0UL; seed < 300; seed++)
        {
            var world = new NodeWorld(seed) { Options = new() { Cells = new() { PassivateAfter = TimeSpan.FromMilliseconds(10) } } };
            world.Hooks.IsDone = _ => true;
            world.Run(async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    var asks = Enumerable.Range(0, 3).Select(k => world.Count("a", $"c{i}/{k}")).ToList();
                    (await Task.WhenAll(asks)).ShouldAllBe(reply => reply.Refusal == null, $"seed {seed}");
                    await world.Pass(world.Kernel.Random.NextTime(TimeSpan.FromMilliseconds(3)));
                }

                (await world.State("a")).Sum.ShouldBe(60, $"seed {seed}");
                world.Listener.Passivations.Count.ShouldBeGreaterThan(5);
            });
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(20)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(3600)]
    [InlineData(3_000_000)]
    public void A_passivated_entity_wakes_on_time_whatever_the_waker_has_read_by_then(double seconds)
    {
        var world = World();
        world.Run(async () =>
        {
            var due = world.Kernel.Now + TimeSpan.FromSeconds(seconds);
            await world.Ask("a", new WakeIn(TimeSpan.FromSeconds(seconds)));
            var wokenAt = default(DateTimeOffset);
            world.Hooks.OnReconcile = (_, state) => wokenAt = state.Woken == 1 && wokenAt == default ? world.Kernel.Now : wokenAt;
            await world.Pass(TimeSpan.FromSeconds(seconds + 1));
            wokenAt.ShouldBeInRange(due, due + TimeSpan.FromMilliseconds(50));
            (await world.State("a")).Woken.ShouldBe(1);
        });
    }

    [Fact]
    public void A_live_cell_wakes_after_more_than_a_timer_can_wait()
    {
        var world = new NodeWorld { Options = new() { Cells = new() { PassivateAfter = TimeSpan.FromDays(100) } } };
        world.Run(async () =>
        {
            await world.Ask("a", new WakeIn(TimeSpan.FromDays(60)));
            await world.Pass(TimeSpan.FromDays(59.9));
            (await world.State("a")).Woken.ShouldBe(0);
            await world.Pass(TimeSpan.FromDays(0.2));
            (await world.State("a")).Woken.ShouldBe(1);
        });
    }

    [Fact]
    public void A_timer_moves_to_an_earlier_time_and_a_later_one_costs_a_turn_without_effect()
    {
        var world = World();
        world.Run(async () =>
        {
            var wakeUps = new List<DateTimeOffset>();
            world.Hooks.OnDecide = (_, envelope) =>
            {
                if (envelope.Command is WakeUp)
                    wakeUps.Add(world.Kernel.Now);
            };
            var began = world.Kernel.Now;
            await world.Ask("a", new WakeIn(TimeSpan.FromMilliseconds(500)));
            await world.Ask("a", new WakeIn(TimeSpan.FromMilliseconds(200)));
            await world.Ask("a", new WakeIn(TimeSpan.FromMilliseconds(800)));
            await world.Pass(TimeSpan.FromSeconds(1.5));
            (await world.State("a")).Woken.ShouldBe(1);
            wakeUps.Count.ShouldBe(2);
            (wakeUps[0] - began).TotalMilliseconds.ShouldBeInRange(200, 220);
            (wakeUps[1] - began).TotalMilliseconds.ShouldBeInRange(800, 820);
        });
    }

    private static NodeWorld World() => new() { Options = new() { Cells = new() { PassivateAfter = TimeSpan.FromSeconds(2) } } };
}
