namespace Runs.Runtime.Journal;

/// <summary>
/// What became of one transaction of appends. A batch is all or nothing: with any refusal, nothing of it was stored.
/// </summary>
public readonly struct BatchOutcome
{
    private static readonly IReadOnlyList<AppendRefusal> None = [];

    private BatchOutcome(AppendOutcomeKind kind, string? detail, IReadOnlyList<AppendRefusal> refusals)
    {
        Kind = kind;
        Detail = detail;
        Refusals = refusals;
    }

    /// <summary>
    /// <see cref="AppendOutcomeKind.Committed"/>, <see cref="AppendOutcomeKind.Conflict"/> when there are refusals (of any kind),
    /// <see cref="AppendOutcomeKind.NotWritten"/> or <see cref="AppendOutcomeKind.Unknown"/>.
    /// </summary>
    public AppendOutcomeKind Kind { get; }

    /// <summary>The reason, for the log.</summary>
    public string? Detail { get; }

    /// <summary>The appends that stood in the way, by their index in the batch; empty unless the batch was refused.</summary>
    public IReadOnlyList<AppendRefusal> Refusals { get; }

    /// <summary>Everything is stored, durably.</summary>
    public static BatchOutcome Committed => new(AppendOutcomeKind.Committed, null, None);

    /// <summary>Nothing is stored, because of the appends named.</summary>
    public static BatchOutcome Refused(IReadOnlyList<AppendRefusal> refusals) =>
        refusals.Count > 0
            ? new(AppendOutcomeKind.Conflict, null, refusals)
            : throw new ArgumentException("A refused batch names at least one append.", nameof(refusals));

    /// <summary>Nothing is stored, for a reason of the store's own.</summary>
    public static BatchOutcome NotWritten(string reason) => new(AppendOutcomeKind.NotWritten, reason, None);

    /// <summary>Everything is stored, or nothing: nobody knows.</summary>
    public static BatchOutcome Unknown(string reason) => new(AppendOutcomeKind.Unknown, reason, None);
}
