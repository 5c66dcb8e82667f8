using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Streaming;

/// <summary>A client that follows as many runs as it may.</summary>
public sealed class SubscriptionLimitTests
{
    [Fact]
    public async Task Is_told_so_and_what_it_asked_for_otherwise_is_done()
    {
        await using var world = await GatewayWorld.Start(new GatewayOptions { MaxSubscriptions = 2 });
        var (client, other) = (await world.Connect(), await world.Connect());
        await client.Prepare(world.Ask(), "a");
        await client.Prepare(world.Ask(), "b");
        await client.Send(new { type = "prepare_run", runId = "c", strategyPath = world.Ask(), requestId = "p" });
        await client.Await("run_prepared", "c");
        await Refused(client, "c", "p");
        await client.Send(new { type = "subscribe", runId = "c", requestId = "q" });
        await Refused(client, "c", "q");
        await client.Send(new { type = "start_run", runId = "c", requestId = "s" });
        await Refused(client, "c", "s");
        await other.Send(new { type = "subscribe", runId = "c", afterSeq = 0 });
        await other.Await("request_input", "c");
        await client.Send(new { type = "unsubscribe", runId = "a" });
        await client.Send(new { type = "subscribe", runId = "c", afterSeq = 0 });
        await client.Await("request_input", "c");
    }

    [Fact]
    public async Task Lets_one_go_that_has_ended()
    {
        await using var world = await GatewayWorld.Start(new GatewayOptions { MaxSubscriptions = 2 });
        var client = await world.Connect();
        for (var run = 0; run < 5; run++)
        {
            await client.Prepare(world.Echo(), $"r{run}");
            await client.Send(new { type = "start_run", runId = $"r{run}" });
            await client.Await("strategy_completed", $"r{run}");
        }

        client.Seen.ShouldNotContain(frame => frame.Kind() == "error");
        world.System.WatchedRuns.ShouldBe(2);
    }

    private static async Task Refused(TestClient client, string run, string requestId)
    {
        var error = await client.Await("error");
        error.ShouldBeError("SUBSCRIBE_ERROR", $"Run {run} can't be followed: this connection follows 2 runs that haven't ended, which is the limit. Unsubscribe from one first.");
        ((string?)error["requestId"]).ShouldBe(requestId);
    }
}
