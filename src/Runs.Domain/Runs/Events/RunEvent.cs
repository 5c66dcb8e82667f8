using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>
/// Something that happened in a run. Events are stored for ever: their type names and fields never change meaning; a new
/// version is a new type name, and the old one is brought up to it when it is read.
/// </summary>
public abstract record RunEvent
{
    private protected RunEvent()
    {
    }

    /// <summary>The id of the command that this is the first event of; <see langword="null"/> for all others.</summary>
    public string? CommandId { get; init; }

    /// <summary>The stored name of the type, with its version from the second on: <c>run-started</c>, then <c>run-started.2</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Folds the event, the command id included.</summary>
    public RunState ApplyTo(RunState state, in EventStamp stamp)
    {
        var next = Progress.Permits.Track(Apply(state, stamp), stamp.At);
        return CommandId is { } id ? next with { Commands = next.Commands.With(id) } : next;
    }

    /// <summary>Folds what is special about the event. Pure, and never refuses: it happened.</summary>
    protected abstract RunState Apply(RunState state, in EventStamp stamp);

    internal abstract void Write(FieldWriter fields);
}
