using Runs.Domain.Runs.Codec;

namespace Runs.Domain.Runs.Commands;

/// <summary>Something that a run is asked to do, or told by its own attempts and timers.</summary>
public abstract record RunCommand
{
    private protected RunCommand()
    {
    }

    /// <summary>
    /// Only for a run of this owner: another's is to the command as one that doesn't exist. <see langword="null"/> for any run.
    /// </summary>
    public string? OnlyOwner { get; init; }

    /// <summary>Whether a full mailbox takes it all the same: what stops a run, and what the engine itself sends.</summary>
    public virtual bool IsInternal => false;

    /// <summary>Raises what happens, or returns why nothing does. A refusal comes before any event.</summary>
    internal abstract RunError? Decide(RunTurn turn);

    /// <summary>Writes its own fields, for the way to another node. Each command has a <c>Read</c> beside it.</summary>
    internal abstract void Write(FieldWriter fields);
}
