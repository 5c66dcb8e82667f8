namespace Runs.Simulation.Plants;

/// <summary>A planted bug, and who must find it.</summary>
/// <param name="Bug">The bug.</param>
/// <param name="Checker">The checker that must find it.</param>
/// <param name="Seed">A seed with which it did. The search begins there.</param>
/// <param name="Nodes">Of how many nodes the worlds are; <see langword="null"/> for as many as are asked for.</param>
internal sealed record Plant(PlantedBug Bug, string Checker, ulong Seed, int? Nodes = null);
