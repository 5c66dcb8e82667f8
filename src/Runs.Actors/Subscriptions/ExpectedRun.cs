using Runs.Domain.Identity;

namespace Runs.Actors.Subscriptions;

/// <summary>Keeps the hub of a run for somebody who comes in a moment.</summary>
internal sealed class ExpectedRun(RunHubs hubs, RunId run) : IDisposable
{
    private readonly RunHub _hub = hubs.Use(run);
    private bool _isDisposed;

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        hubs.Release(_hub);
    }
}
