using Runs.Actors.Live;

namespace Runs.Actors.Attempts;

/// <summary>
/// An attempt that lives on this node. Its token sources have no timers and aren't disposed: whoever stops an attempt may come
/// just after its end.
/// </summary>
internal sealed class HostedAttempt(AttemptSpec spec, LiveOutput output)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _force = new();

    public AttemptSpec Spec { get; } = spec;

    public LiveOutput Output { get; } = output;

    public AttemptStop Stop => new(_stop.Token, _force.Token);

    /// <summary>Whether this node has said that it doesn't have it: it must not begin.</summary>
    public bool IsDenied { get; init; }

    public Task Ended { get; set; } = Task.CompletedTask;

    /// <summary>Asks it to stop, once.</summary>
    public void RequestStop()
    {
        if (!_stop.IsCancellationRequested)
            _stop.Cancel();
    }

    /// <summary>Stops it by force, once.</summary>
    public void ForceStop()
    {
        RequestStop();
        if (!_force.IsCancellationRequested)
            _force.Cancel();
    }
}
