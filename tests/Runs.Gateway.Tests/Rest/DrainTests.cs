using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>A server that ends, and one that is full.</summary>
public sealed class DrainTests : RestTest
{
    private protected override GatewayOptions Options => new() { MaxClients = 2 };

    [Fact]
    public async Task A_server_that_ends_begins_nothing_and_still_tells()
    {
        var id = await Waiting("asks");
        await Completed("done");
        (await Client.Post("runs", new { runId = "prepared", strategyPath = World.Echo() })).ShouldBe(201);
        World.Gateway.BeginDrain();
        foreach (var (path, body) in ((string, object?)[])
                 [("runs", new { strategyPath = World.Echo() }), ("runs/prepared/start", null), ("runs/done/continue", new { input = "" }), ($"runs/{id}/resume", null)])
        {
            var refused = await Client.Post(path, body);
            refused.ShouldBeProblem(503, "server.draining");
            refused.Headers["Retry-After"].ShouldBe("1");
        }

        (await Client.Get("runs")).ShouldBe(200);
        (await Client.Get($"runs/{id}/events")).ShouldBe(200);
        (await Client.Post($"runs/{id}/stop")).ShouldBe(200);
        await World.System.Shutdown(TimeSpan.Zero);
        (await Client.Post($"runs/{id}/stop")).ShouldBeProblem(503, "node.stopping");
    }

    [Fact]
    public async Task Streams_count_as_clients()
    {
        var id = await Completed("r");
        using var first = await Client.Follow($"runs/{id}/events");
        using var second = await Client.Follow($"runs/{id}/events");
        await second.AwaitCaughtUp();
        (await Client.Get($"runs/{id}/events", ("Accept", "text/event-stream"))).ShouldBeProblem(503, "server.full");
        (await Client.Get($"runs/{id}/events")).ShouldBe(200);
    }
}
