namespace Runs.TestKit.Simulation;

/// <summary>What a priority belongs to: a process, or all that follows from one start.</summary>
internal sealed class SimulationChain
{
    /// <summary>Higher goes first; <see langword="null"/> until it is first looked at.</summary>
    public long? Priority { get; set; }
}
