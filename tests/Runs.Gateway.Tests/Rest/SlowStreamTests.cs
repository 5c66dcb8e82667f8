using System.Net.Sockets;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>A client that asks for a stream and doesn't read it.</summary>
public sealed class SlowStreamTests : RestTest
{
    private protected override GatewayOptions Options => new() { SendTimeout = TimeSpan.FromMilliseconds(200) };

    [Fact]
    public async Task A_client_that_does_not_read_for_too_long_is_cut_off_and_resumes()
    {
        // Each step shows a million characters while somebody watches: more than the sockets of both sides hold.
        var path = World.Strategy("much.yaml", $$"""
            name: Much
            version: "1"
            agents: { a: { model: mock/large } }
            flow: { name: Main, type: sequential, steps: [{{string.Join(", ", Enumerable.Repeat("{ agent: a }", 40))}}] }
            """);
        (await Client.Post("runs", new { runId = "much", strategyPath = path })).ShouldBe(201);
        using var stuck = new TcpClient { ReceiveBufferSize = 4096 };
        await stuck.ConnectAsync(World.Gateway.Address.Host, World.Gateway.Address.Port);
        await stuck.GetStream().WriteAsync("GET /api/v1/runs/much/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"u8.ToArray());
        await Until(() => World.Gateway.ConnectedClients == 1, () => "the client isn't connected");

        (await Client.Post("runs/much/start")).ShouldBe(200);
        await Until(() => World.Gateway.ConnectedClients == 0, () => "the client is still connected");
        await End("much");
        using var other = await Client.Follow("runs/much/events?afterSeq=3");
        await other.AwaitEvent("run-ended");
    }
}
