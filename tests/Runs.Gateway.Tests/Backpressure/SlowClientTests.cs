using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Backpressure;

/// <summary>A client that doesn't read.</summary>
public sealed class SlowClientTests
{
    private const int OutboxSize = 64 * 1024;
    private const int ReplySize = 1_000_000;
    private const int Runs = 24;

    [Fact]
    public async Task A_client_that_stops_reading_costs_bounded_memory_disturbs_nobody_and_is_caught_up()
    {
        await using var world = await GatewayWorld.Start(new GatewayOptions { OutboxSize = OutboxSize });
        var (slow, quick) = (await world.Connect(), await world.Connect());
        var strategy = world.Single("mock/large");
        for (var i = 0; i < Runs; i++)
        {
            await quick.Prepare(strategy, $"r{i}");
            await slow.Send(new { type = "subscribe", runId = $"r{i}" });
        }

        await slow.BeforePong();
        for (var i = 0; i < Runs; i++)
        {
            await quick.Send(new { type = "start_run", runId = $"r{i}" });
            await quick.Await("strategy_completed", $"r{i}");
        }

        // More than the sockets of both sides hold has been said; what waits is one outbox, and a frame for each run that finds room at once.
        world.Gateway.PeakOutboxBytes.ShouldBeLessThan(OutboxSize + (4 * ReplySize));
        var completed = 0;
        while (completed < Runs)
        {
            var frame = await slow.Await("strategy_completed");
            ((string)frame["result"]!).Length.ShouldBe(ReplySize);
            completed++;
        }

        slow.Seen.Where(frame => frame.Kind() == "strategy_completed").Select(frame => (string)frame["runId"]!).Distinct().Count().ShouldBe(Runs);
    }

    [Fact]
    public async Task A_client_that_does_not_read_for_too_long_is_disconnected()
    {
        await using var world = await GatewayWorld.Start(new GatewayOptions { OutboxSize = OutboxSize, SendTimeout = TimeSpan.FromMilliseconds(200) });
        var (stuck, quick) = (await world.Connect(), await world.Connect());
        var strategy = world.Single("mock/large");
        for (var i = 0; world.Gateway.ConnectedClients == 2 && i < 200; i++)
        {
            await quick.Prepare(strategy, $"r{i}");
            await stuck.Send(new { type = "subscribe", runId = $"r{i}" }).ContinueWith(_ => { });
            await quick.Send(new { type = "start_run", runId = $"r{i}" });
            await quick.Await("strategy_completed", $"r{i}");
            quick.Seen.Clear();
        }

        world.Gateway.ConnectedClients.ShouldBe(1);
    }
}
