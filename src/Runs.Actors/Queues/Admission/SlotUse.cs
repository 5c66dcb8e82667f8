namespace Runs.Actors.Queues.Admission;

/// <summary>What a slot is used for.</summary>
internal enum SlotUse
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>It is proposed to somebody who hasn't answered.</summary>
    Proposed,

    /// <summary>Somebody holds it.</summary>
    Held,

    /// <summary>It was proposed, and whether somebody holds it now is known when the journal has been read.</summary>
    Doubtful,
}
