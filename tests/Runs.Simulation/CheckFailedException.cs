namespace Runs.Simulation;

/// <summary>A promise was broken.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
