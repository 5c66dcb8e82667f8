using Runs.Conformance.Tests.Schemas;

namespace Runs.Conformance.Tests.Support;

/// <summary>Clients that check every frame as the real ones do.</summary>
internal sealed class CheckedClients : IDisposable
{
    private readonly List<TestClient> _clients = [];

    public async Task<TestClient> Connect(ServerProcess server, string? origin = null)
    {
        var client = await TestClient.Connect(server.Address, origin);
        client.Check = FrameSchemas.Demand;
        _clients.Add(client);
        return client;
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }
}
