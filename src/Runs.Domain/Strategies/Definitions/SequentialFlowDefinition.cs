namespace Runs.Domain.Strategies;

/// <summary>Steps one after another, each working on the text of the one before.</summary>
public sealed record SequentialFlowDefinition : FlowDefinition
{
    /// <inheritdoc/>
    public override string Type => FlowTypes.Sequential;
}
