namespace Runs.Actors.Queues.Admission;

/// <summary>A slot that a waiter may take.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Slot">The slot, from 0 on.</param>
/// <param name="Generation">The generation of its taking: above that of every earlier holder that is known.</param>
internal readonly record struct ProposedSlot(string Limit, int Slot, long Generation);
