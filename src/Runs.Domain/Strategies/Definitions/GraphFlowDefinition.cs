namespace Runs.Domain.Strategies;

/// <summary>Steps with ids, each of which begins as soon as the steps that it needs have ended.</summary>
public sealed record GraphFlowDefinition : FlowDefinition
{
    /// <summary>What the whole graph is for, told to each of its models; a template. Null for none.</summary>
    public string? Objective { get; init; }

    /// <inheritdoc/>
    public override string Type => FlowTypes.Graph;
}
