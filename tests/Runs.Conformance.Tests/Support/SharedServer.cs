using Runs.Conformance.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Runs.Conformance.Tests.Support;

/// <summary>One server for all tests that neither end it nor count what it has.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerProcess.Start();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
