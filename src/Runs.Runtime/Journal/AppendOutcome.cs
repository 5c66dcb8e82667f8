namespace Runs.Runtime.Journal;

/// <summary>What became of one append, with the slot or the reason where there is one.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Detail">The limit key for <see cref="AppendOutcomeKind.SlotTaken"/>, else a sentence for the log.</param>
public readonly record struct AppendOutcome(AppendOutcomeKind Kind, string? Detail = null)
{
    /// <summary>Stored, durably.</summary>
    public static AppendOutcome Committed => new(AppendOutcomeKind.Committed);

    /// <summary>Stored or not: nobody knows.</summary>
    public static AppendOutcome Unknown(string reason) => new(AppendOutcomeKind.Unknown, reason);

    /// <summary>Definitely not stored.</summary>
    public static AppendOutcome NotWritten(string reason) => new(AppendOutcomeKind.NotWritten, reason);
}
