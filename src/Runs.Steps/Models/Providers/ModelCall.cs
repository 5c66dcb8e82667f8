using Runs.Actors.Attempts;

namespace Runs.Steps.Models.Providers;

/// <summary>One call of a model while it lasts: it ends by a stop, or when nothing is heard for too long.</summary>
internal sealed class ModelCall : IAsyncDisposable
{
    private readonly AttemptStop _stop;
    private readonly TimeSpan _idle;
    private readonly CancellationTokenSource _over;
    private readonly ITimer _timer;

    public ModelCall(AttemptStop stop, TimeSpan idle, TimeProvider time)
    {
        _stop = stop;
        _idle = idle;
        _over = CancellationTokenSource.CreateLinkedTokenSource(stop.Requested, stop.Forced);
        _timer = time.CreateTimer(static call => ((ModelCall)call!).Stall(), this, idle, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when the call is over.</summary>
    public CancellationToken Token => _over.Token;

    public bool IsStopped => _stop.Requested.IsCancellationRequested || _stop.Forced.IsCancellationRequested;

    public bool HasStalled { get; private set; }

    /// <summary>Something came.</summary>
    public void Heard() => _timer.Change(_idle, Timeout.InfiniteTimeSpan);

    public async ValueTask DisposeAsync()
    {
        // Waits for the timer's callback, which must not meet a disposed source.
        await _timer.DisposeAsync();
        _over.Dispose();
    }

    private void Stall()
    {
        HasStalled = true;
        _over.Cancel();
    }
}
