using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs;

/// <summary>A run of another owner, which whoever asks can't tell from one that doesn't exist.</summary>
internal static class ForeignRun
{
    /// <summary>
    /// Decides a command as on a run without events, so that its refusal is the very one of an unknown run. What would make the run
    /// is refused too, because the id is taken.
    /// </summary>
    public static RunDecision Decide(RunState state, RunCommand command, in DecisionContext context)
    {
        var turn = new RunTurn(RunState.Of(RunId.Parse(state.RunId)), 0, context);
        var refusal = command.Decide(turn);
        if (refusal is null && turn.Events.Count > 0)
            refusal = new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}");
        return new([], state, refusal);
    }
}
