namespace Runs.Actors.Queues.Admission;

/// <summary>One waiter in the book.</summary>
internal sealed class BookEntry(Waiter waiter)
{
    /// <summary>What it waits for.</summary>
    public Waiter Waiter { get; set; } = waiter;

    /// <summary>The proposal that it hasn't answered; <see langword="null"/> for none. While there is one it isn't in a group.</summary>
    public Proposal? UnderWay { get; set; }
}
