namespace Runs.Gateway.Tests.Support;

/// <summary>A test that has a gateway of its own.</summary>
public abstract class GatewayTest : IAsyncLifetime
{
    private protected GatewayWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await GatewayWorld.Start();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await World.DisposeAsync();
    }
}
