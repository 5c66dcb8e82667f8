using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;

namespace Runs.Runtime.Cells;

/// <summary>
/// What a cell hosts: the behaviour of one persistent actor. The cell calls it from one turn at a time. Decisions are staged on
/// a tentative state; <see cref="Commit"/> makes it the state, <see cref="Drop"/> forgets it.
/// </summary>
public interface IEntity
{
    /// <summary>When the entity must be woken next, judged after each turn; <see langword="null"/> for never.</summary>
    DateTimeOffset? WakeAt { get; }

    /// <summary>Whether the cell may go: nothing lives in memory that the journal does not know.</summary>
    bool CanPassivate { get; }

    /// <summary>Whether the entity is done for now, so that its cell needn't wait until it was idle for long.</summary>
    bool IsDone { get; }

    /// <summary>Folds one stored append into the state. Throws when it cannot be understood.</summary>
    void Load(in StoredAppend append);

    /// <summary>Everything stored is folded: compare what is owed with what is under way.</summary>
    void Recovered();

    /// <summary>Decides a command on the tentative state. The answer is sent only if what was staged is stored.</summary>
    Reply Decide(Envelope envelope, DateTimeOffset now);

    /// <summary>Fills the append with everything staged since the last turn; <see langword="false"/> when nothing was.</summary>
    bool Stage(Append append);

    /// <summary>The events staged since the last turn, for whoever watches the entity once they are stored.</summary>
    IReadOnlyList<object> Staged { get; }

    /// <summary>What was staged is stored, and is the state now: compare what is owed with what is under way.</summary>
    void Commit(Append append);

    /// <summary>Nothing was staged in the turn, or what was staged is definitely not stored: the state is as before the turn.</summary>
    void Drop();

    /// <summary>The cell goes. Nothing more may be sent from here.</summary>
    void Stop();
}
