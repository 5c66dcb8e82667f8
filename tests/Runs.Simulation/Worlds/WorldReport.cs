namespace Runs.Simulation.Worlds;

/// <summary>What a world went through.</summary>
/// <param name="Hash">The hash of everything that happened.</param>
/// <param name="Time">How long it took, in its own time.</param>
/// <param name="Counts">How often each thing happened, by a word for it, in the order of the report.</param>
internal sealed record WorldReport(string Hash, TimeSpan Time, IReadOnlyList<(string What, long Count)> Counts);
