namespace Runs.Runtime.Journal;

/// <summary>A slot of a limit that an append takes. The primary key (limit, slot) decides who has it.</summary>
/// <param name="LimitKey">The limit, for example <c>queue:default/steps</c>.</param>
/// <param name="Slot">The slot, from 0 to the limit - 1.</param>
/// <param name="Generation">From 1, and strictly greater than that of every earlier holder of the slot; with any other the slot counts as taken.</param>
/// <param name="Step">The step that holds it; empty when the run itself does.</param>
/// <param name="Attempt">The attempt that holds it; 0 when the run itself does.</param>
public readonly record struct PermitClaim(string LimitKey, int Slot, long Generation, string Step, int Attempt);
