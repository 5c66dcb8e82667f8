namespace Runs.Domain.Plans;

/// <summary>Settings of a pause.</summary>
/// <param name="Duration">How long it takes; zero or more.</param>
public sealed record DelaySettings(TimeSpan Duration) : AgentSettings;
