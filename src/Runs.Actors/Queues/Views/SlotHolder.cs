namespace Runs.Actors.Queues.Views;

/// <summary>Who holds a slot.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="RunId">The run.</param>
/// <param name="Step">The place of its step whose attempt holds it; empty when the run itself does.</param>
public sealed record SlotHolder(int Slot, string RunId, string Step);
