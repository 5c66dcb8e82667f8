namespace Runs.Runtime.Journal;

/// <summary>What became of an append. Only the adapters of a store may say anything but <see cref="Unknown"/> about an error.</summary>
public enum AppendOutcomeKind
{
    /// <summary>Stored, durably.</summary>
    Committed,

    /// <summary>Not stored: the stream does not end where the append begins. Another writer was there.</summary>
    Conflict,

    /// <summary>Not stored: the shard has another epoch than the append names. The writer is deposed.</summary>
    Fenced,

    /// <summary>Not stored: a permit slot that the append claims is held already.</summary>
    SlotTaken,

    /// <summary>Definitely not stored, for a reason that says nothing about the stream: a full disk, a stalled lane.</summary>
    NotWritten,

    /// <summary>Stored or not: nobody knows. The owner must take over from itself and read.</summary>
    Unknown,
}
