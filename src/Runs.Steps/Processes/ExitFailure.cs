using Runs.Actors.Attempts;
using Runs.Domain;

namespace Runs.Steps.Processes;

/// <summary>
/// What a bad exit means. An end by a signal is known by the exit code 128 + signal, as in shells, which also pass on so the end
/// of what they ran.
/// </summary>
internal static class ExitFailure
{
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    public static AttemptOutcome.Failed Of(string command, int exitCode, string errors)
    {
        var signal = exitCode - SignalBase;
        var isSignal = signal is > 0 and <= LastSignal;
        var end = isSignal ? $"{command} was ended by signal {signal} (exit code {exitCode})" : $"{command} ended with exit code {exitCode}";
        var message = errors.Length == 0 ? $"{end} and wrote nothing to standard error." : $"{end}: {errors}";
        return new AttemptOutcome.Failed(new RunError(isSignal ? "process.signal" : "process.exit", message));
    }
}
