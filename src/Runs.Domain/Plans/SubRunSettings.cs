namespace Runs.Domain.Plans;

/// <summary>Settings of a sub-run.</summary>
/// <param name="StrategyJson">Its strategy in canonical JSON, all files embedded.</param>
public sealed record SubRunSettings(string StrategyJson) : AgentSettings;
