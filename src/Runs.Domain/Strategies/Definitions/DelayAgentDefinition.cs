namespace Runs.Domain.Strategies;

/// <summary>A pause: the message goes through unchanged after a while.</summary>
public sealed record DelayAgentDefinition : AgentDefinition
{
    /// <summary>How long it takes.</summary>
    public required TimeSpan Duration { get; init; }

    /// <inheritdoc/>
    public override string Type => AgentTypes.Delay;
}
