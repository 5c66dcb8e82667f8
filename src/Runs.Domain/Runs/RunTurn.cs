using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs;

/// <summary>One decision under way: what was raised so far, and the state with it.</summary>
internal sealed class RunTurn(RunState state, long seq, DecisionContext context)
{
    /// <summary>So many events at most come of one command by themselves; the rest follows in the next turn.</summary>
    public const int Budget = 256;

    private readonly List<RunEvent> _events = [];
    private string? _commandId = context.CommandId;

    public RunState State { get; private set; } = state;

    public IReadOnlyList<RunEvent> Events => _events;

    public DateTimeOffset Now => context.Now;

    public long Node => context.Node;

    public bool IsDraining => context.IsDraining;

    public bool HasBudget => _events.Count < Budget;

    /// <summary>Raises an event; the first of a command carries its id.</summary>
    public RunState Raise(RunEvent raised)
    {
        if (_commandId is { } id)
        {
            raised = raised with { CommandId = id };
            _commandId = null;
        }

        _events.Add(raised);
        State = raised.ApplyTo(State, new EventStamp(seq + _events.Count, Now));
        return State;
    }
}
