namespace Runs.Journal.Postgres.Writing;

/// <summary>A slot as the database has it, or as the appends before would leave it.</summary>
/// <param name="Generation">That of its last claim.</param>
/// <param name="Holder">The stream that has it; 0 when it is free.</param>
internal readonly record struct FoundSlot(long Generation, long Holder);
