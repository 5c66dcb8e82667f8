using System.Runtime.InteropServices;

namespace Runs.Steps.Processes;

/// <summary>
/// .NET ignores SIGPIPE, and a child inherits what is ignored: <c>yes | head -1</c> would complain, and programs that never
/// look at write errors would run for ever. What has a handler is reset to its default in a child, so this process handles the
/// signal, by doing nothing.
/// </summary>
internal static class BrokenPipes
{
    private static readonly PosixSignalRegistration Registration = Register();

    /// <summary>From now on children end on broken pipes, as they do when they are started from a shell.</summary>
    public static void EndChildren() => GC.KeepAlive(Registration);

    private static PosixSignalRegistration Register()
    {
        // A registration leaves a signal alone that is ignored.
        Posix.RestoreDefault(Posix.Pipe);
        return PosixSignalRegistration.Create((PosixSignal)Posix.Pipe, static signal => signal.Cancel = true);
    }
}
