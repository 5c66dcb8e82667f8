using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;

namespace Runs.Node.Terminal;

/// <summary>What came of executing or watching a run.</summary>
/// <param name="Kind">What.</param>
/// <param name="State">The run, as far as it is known.</param>
/// <param name="ExitCode">What the program exits with.</param>
internal sealed record RunOutcome(RunOutcomeKind Kind, RunState State, int ExitCode)
{
    /// <summary>Whether the run rests at a person's word: a status and no open steps.</summary>
    public static RunOutcome? OfResting(RunState state) => state.Status switch
    {
        _ when state.Status.IsTerminal() => new(RunOutcomeKind.Ended, state, Of(state.Status)),
        RunStatus.Paused or RunStatus.Quarantined when state.Live.IsEmpty => new(RunOutcomeKind.Held, state, ExitCodes.Waiting),
        _ => null,
    };

    private static int Of(RunStatus status) => status switch
    {
        RunStatus.Completed => ExitCodes.Ok,
        RunStatus.Mixed or RunStatus.Failed or RunStatus.Expired => ExitCodes.Failed,
        _ => ExitCodes.Cancelled,
    };
}
