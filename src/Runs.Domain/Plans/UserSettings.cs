using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Settings of a human.</summary>
/// <param name="RequireInput">Whether the agent asks a human at all.</param>
/// <param name="PresetMessage">Text that stands in for the human's, when no human is asked.</param>
/// <param name="Ask">When a human is asked.</param>
public sealed record UserSettings(bool RequireInput, string? PresetMessage, AskPolicy Ask) : AgentSettings;
