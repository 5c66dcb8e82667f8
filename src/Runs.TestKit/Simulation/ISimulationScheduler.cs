namespace Runs.TestKit.Simulation;

/// <summary>Picks what goes next.</summary>
internal interface ISimulationScheduler
{
    /// <summary>The index of one of those that are ready, which are in the order in which they became so.</summary>
    int Pick(IReadOnlyList<SimulationWork> ready);
}
