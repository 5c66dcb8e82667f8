using System.Runtime.InteropServices;

namespace Runs.Node.Hosting;

/// <summary>The signals of a server: the first SIGTERM, SIGINT or SIGHUP asks it to end well, the second has its usual effect.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    private StopSignals()
    {
    }

    /// <summary>Somebody wants it to end.</summary>
    public Task Stop => _stop.Task;

    /// <summary>The same, for what gives up then.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Begins to listen.</summary>
    public static StopSignals Listen()
    {
        var signals = new StopSignals();
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP })
            signals._registrations.Add(PosixSignalRegistration.Create(signal, signals.Signalled));
        return signals;
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Signalled(PosixSignalContext context)
    {
        context.Cancel = _stop.TrySetResult();
        _stopping.Cancel();
    }
}
