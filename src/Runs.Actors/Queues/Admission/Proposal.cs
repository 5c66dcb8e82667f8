using System.Collections.Immutable;

namespace Runs.Actors.Queues.Admission;

/// <summary>That a waiter may take these slots, one of each of its limits. The run decides whether it does, and the journal whether it can.</summary>
/// <param name="Waiter">Who.</param>
/// <param name="Slots">The slots, in the order of the waiter's limits.</param>
internal sealed record Proposal(Waiter Waiter, ImmutableArray<ProposedSlot> Slots);
