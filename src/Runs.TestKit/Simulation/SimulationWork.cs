namespace Runs.TestKit.Simulation;

/// <summary>A continuation that may run.</summary>
/// <param name="Context">Whose it is.</param>
/// <param name="Callback">What runs.</param>
/// <param name="State">With what.</param>
/// <param name="Chain">What it follows from.</param>
internal readonly record struct SimulationWork(SimulationContext Context, SendOrPostCallback Callback, object? State, SimulationChain Chain);
