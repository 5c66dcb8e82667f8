using System.Runtime.InteropServices;
using Runs.Node.CommandLine;

namespace Runs.Node.Hosting;

/// <summary>
/// The signals of a program that executes a run. The first SIGINT asks to cancel, the second to leave the run as it is; SIGTERM and
/// SIGHUP ask to leave it at once, with the grace of a shutdown.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _interrupts;

    private Interrupts()
    {
    }

    /// <summary>Somebody wants the run cancelled.</summary>
    public CancellationToken Cancel => _cancel.Token;

    /// <summary>Somebody wants the program to end and the run to stay as it is.</summary>
    public CancellationToken Leave => _leave.Token;

    /// <summary>What the program exits with when it left a run.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Cancelled;

    /// <summary>Whether whoever wants it to end wants it at once.</summary>
    public bool IsHurried { get; private set; }

    /// <summary>Begins to listen.</summary>
    public static Interrupts Listen()
    {
        var interrupts = new Interrupts();
        interrupts.On(PosixSignal.SIGINT, interrupts.Interrupted);
        interrupts.On(PosixSignal.SIGTERM, interrupts.Terminated);
        interrupts.On(PosixSignal.SIGHUP, interrupts.Terminated);
        return interrupts;
    }

    /// <summary>
    /// Stops to listen: signals have their usual effect again. The tokens stay as they are, for what still looks at them.
    /// </summary>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void On(PosixSignal signal, Action act) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        act();
    }));

    private void Interrupted()
    {
        if (Interlocked.Increment(ref _interrupts) == 1)
        {
            _cancel.Cancel();
            return;
        }

        IsHurried = true;
        _leave.Cancel();
    }

    private void Terminated()
    {
        ExitCode = ExitCodes.Terminated;
        _leave.Cancel();
    }
}
