namespace Runs.Actors.Queues.Messages;

/// <summary>A slot was given back.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Generation">The generation in which it was held.</param>
internal readonly record struct FreedSlot(string Limit, int Slot, long Generation);
