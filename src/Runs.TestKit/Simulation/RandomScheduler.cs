namespace Runs.TestKit.Simulation;

/// <summary>Picks any.</summary>
internal sealed class RandomScheduler(SeededRandom random) : ISimulationScheduler
{
    public int Pick(IReadOnlyList<SimulationWork> ready) => random.Next(ready.Count);
}
