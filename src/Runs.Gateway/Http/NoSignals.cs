using Microsoft.Extensions.Hosting;

namespace Runs.Gateway.Http;

/// <summary>The web server's life is its owner's business: no signal ends it.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
