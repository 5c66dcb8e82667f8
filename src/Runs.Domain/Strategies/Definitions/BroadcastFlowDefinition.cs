namespace Runs.Domain.Strategies;

/// <summary>Steps side by side, all working on the same text; their texts are joined in step order.</summary>
public sealed record BroadcastFlowDefinition : FlowDefinition
{
    /// <summary>The separator of an unset <see cref="Separator"/>: an empty line.</summary>
    public const string DefaultSeparator = "\n\n";

    /// <summary>What stands between the texts; null for the default.</summary>
    public string? Separator { get; init; }

    /// <inheritdoc/>
    public override string Type => FlowTypes.Broadcast;
}
