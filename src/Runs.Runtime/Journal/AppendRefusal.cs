namespace Runs.Runtime.Journal;

/// <summary>One append of a batch that the store refused.</summary>
/// <param name="Index">Its index in the batch.</param>
/// <param name="Outcome">Conflict, Fenced or SlotTaken.</param>
public readonly record struct AppendRefusal(int Index, AppendOutcome Outcome);
