namespace Runs.Actors.Queues.Admission;

/// <summary>What is known of a slot.</summary>
/// <param name="Use">Whether it can be proposed.</param>
/// <param name="Generation">Of its last holder that is known; 0 for none.</param>
/// <param name="Holder">The run that holds it, where that is known; else empty.</param>
/// <param name="Step">The step that holds it; empty when the run does.</param>
/// <param name="Learnt">When that was learnt, on the clock of <see cref="LimitSlots"/>.</param>
internal readonly record struct SlotState(SlotUse Use, long Generation, string Holder, string Step, long Learnt);
