using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>A step that waits for a person.</summary>
/// <param name="Step">The step.</param>
/// <param name="AgentName">The agent, which answers name.</param>
/// <param name="Since">Since when.</param>
public sealed record OpenInput(StepId Step, string AgentName, DateTimeOffset Since);
