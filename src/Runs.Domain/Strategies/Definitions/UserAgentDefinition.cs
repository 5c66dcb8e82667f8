namespace Runs.Domain.Strategies;

/// <summary>A human.</summary>
public sealed record UserAgentDefinition : AgentDefinition
{
    /// <summary>Whether the agent asks a human at all. Default: true.</summary>
    public bool RequireInput { get; init; } = true;

    /// <summary>Text that stands in for the human's, when no human is asked.</summary>
    public string? PresetMessage { get; init; }

    /// <summary>When a human is asked. Default: when the message is empty.</summary>
    public AskPolicy Ask { get; init; }

    /// <inheritdoc/>
    public override string Type => AgentTypes.User;
}
