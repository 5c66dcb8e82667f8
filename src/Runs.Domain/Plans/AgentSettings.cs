namespace Runs.Domain.Plans;

/// <summary>The settings of one kind of agent.</summary>
public abstract record AgentSettings;
