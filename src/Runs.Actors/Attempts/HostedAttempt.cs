using Runs.Actors.Live;

namespace Runs.Actors.Attempts;

/// <summary>An attempt that lives on this node.</summary>
internal sealed class HostedAttempt(AttemptSpec spec, LiveOutput output) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _force = new();
    private readonly Lock _gate = new();
    private bool _isOver;

    public AttemptSpec Spec { get; } = spec;

    public LiveOutput Output { get; } = output;

    public AttemptStop Stop => new(_stop.Token, _force.Token);

    public Task Ended { get; set; } = Task.CompletedTask;

    /// <summary>Asks it to stop, once. One that has ended meanwhile is left alone.</summary>
    public void RequestStop() => Cancel(_stop);

    /// <summary>Stops it by force, once.</summary>
    public void ForceStop()
    {
        RequestStop();
        Cancel(_force);
    }

    public void Dispose()
    {
        lock (_gate)
            _isOver = true;
        _stop.Dispose();
        _force.Dispose();
    }

    private void Cancel(CancellationTokenSource source)
    {
        // An attempt may end, and be disposed, while a drain goes through the list of those that lived.
        lock (_gate)
        {
            if (!_isOver && !source.IsCancellationRequested)
                source.Cancel();
        }
    }
}
