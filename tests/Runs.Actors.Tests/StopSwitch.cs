using Runs.Actors.Attempts;

namespace Runs.Actors.Tests;

/// <summary>Stops an attempt.</summary>
internal sealed class StopSwitch : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly CancellationTokenSource _forced = new();

    public AttemptStop Stop => new(_requested.Token, _forced.Token);

    public void Request() => _requested.Cancel();

    public void Force() => _forced.Cancel();

    public void Dispose()
    {
        _requested.Dispose();
        _forced.Dispose();
    }
}
