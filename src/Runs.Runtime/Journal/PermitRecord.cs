using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal;

/// <summary>A slot of a limit, as it is now.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Generation">The generation of its last claim.</param>
/// <param name="Holder">The stream that has it, or <see langword="null"/> when it is free.</param>
/// <param name="Step">The step that holds it; empty when it is free or when the run itself does.</param>
/// <param name="Attempt">The attempt that holds it; 0 when it is free or when the run itself does.</param>
public readonly record struct PermitRecord(int Slot, long Generation, EntityId? Holder, string Step, int Attempt);
