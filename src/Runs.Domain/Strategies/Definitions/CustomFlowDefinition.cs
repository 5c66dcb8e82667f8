namespace Runs.Domain.Strategies;

/// <summary>A flow of a type that this reader does not know; planning refuses it.</summary>
/// <param name="CustomType">The type as written.</param>
/// <param name="Source">The whole flow as written; its steps are not read.</param>
public sealed record CustomFlowDefinition(string CustomType, SourceObject Source) : FlowDefinition
{
    /// <inheritdoc/>
    public override string Type => CustomType;
}
