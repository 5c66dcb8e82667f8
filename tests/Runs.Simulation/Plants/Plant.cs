namespace Runs.Simulation.Plants;

/// <summary>A planted bug, and who must find it.</summary>
/// <param name="Bug">The bug.</param>
/// <param name="Checker">The checker that must find it.</param>
/// <param name="Seed">A seed with which it did. The search begins there.</param>
/// <param name="Nodes">How many nodes the worlds have; 0 for as many as any.</param>
internal sealed record Plant(PlantedBug Bug, string Checker, ulong Seed, int Nodes = 0);
