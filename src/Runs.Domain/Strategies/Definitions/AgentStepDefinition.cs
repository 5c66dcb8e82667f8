namespace Runs.Domain.Strategies;

/// <summary>A step that one agent does.</summary>
public sealed record AgentStepDefinition : StepDefinition
{
    /// <summary>Name of the agent.</summary>
    public required string Agent { get; init; }
}
