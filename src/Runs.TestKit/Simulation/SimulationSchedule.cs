namespace Runs.TestKit.Simulation;

/// <summary>How the next of the ready continuations is picked. Each finds orders that the others hardly ever do.</summary>
public enum SimulationSchedule
{
    /// <summary>Any, all equally likely.</summary>
    Random,

    /// <summary>
    /// Each process has a random priority, and the highest goes first for as long as it has something to do; now and then the one that
    /// runs falls behind all others.
    /// </summary>
    Processes,

    /// <summary>The same with chains: all that follows from one start, whichever processes it passes through.</summary>
    Chains,
}
