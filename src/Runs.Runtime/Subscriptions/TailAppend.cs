namespace Runs.Runtime.Subscriptions;

/// <summary>One append that was committed just now, as its entity made it.</summary>
/// <param name="FirstSeq">The sequence number of its first event.</param>
/// <param name="At">When the turn decided.</param>
/// <param name="Events">The events.</param>
/// <param name="Bytes">Their size in the journal.</param>
public sealed record TailAppend(long FirstSeq, DateTimeOffset At, IReadOnlyList<object> Events, int Bytes)
{
    /// <summary>The sequence number of its last event.</summary>
    public long LastSeq => FirstSeq + Events.Count - 1;
}
