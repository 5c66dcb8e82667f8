using System.Collections.Concurrent;
using System.Net.WebSockets;
using Runs.Conformance.Tests.Schemas;

namespace Runs.Conformance.Tests.Support;

/// <summary>Clients that check every frame as the real ones do, and whether one is missing.</summary>
internal sealed class CheckedClients : IDisposable
{
    private readonly ConcurrentBag<TestClient> _clients = [];

    /// <summary>Connects to a server; who does it is to dispose of the client.</summary>
    public static async Task<TestClient> Open(Uri address, string? origin = null, Action<ClientWebSocketOptions>? set = null)
    {
        var client = await TestClient.Connect(address, origin, set);
        var chain = new FrameChain();
        client.Check = frame =>
        {
            FrameSchemas.Demand(frame);
            chain.Demand(frame);
        };
        return client;
    }

    public async Task<TestClient> Connect(ServerProcess server, string? origin = null, Action<ClientWebSocketOptions>? set = null)
    {
        var client = await Open(server.Address, origin, set);
        _clients.Add(client);
        return client;
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }
}
