using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs;

/// <summary>
/// The whole behaviour of a run: a command on a state gives events. Pure: the same arguments give the same events, on every
/// node and in every process.
/// </summary>
public static class RunDecider
{
    /// <summary>
    /// Decides a command and everything that follows from it at once: steps that can begin, flows that can close. A command
    /// whose id was applied before changes nothing. One for another owner's run is refused as for a run that doesn't exist.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="seq">The sequence number of the last event in the state.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Time, node and command id.</param>
    public static RunDecision Decide(RunState state, long seq, RunCommand command, in DecisionContext context)
    {
        var id = WellFormed.Of(context.CommandId);
        if (state.IsForeignTo(command.OnlyOwner))
            return ForeignRun.Decide(state, command, context);
        if (id is not null && state.Commands.Contains(id))
            return new([], state, null);
        var turn = new RunTurn(state, seq, context with { CommandId = id });
        if (command.Decide(turn) is { } refusal)
            return new([], state, refusal);
        Agenda.Work(turn);
        return new(turn.Events, turn.State, null);
    }
}
