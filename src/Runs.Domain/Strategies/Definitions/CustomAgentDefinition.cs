namespace Runs.Domain.Strategies;

/// <summary>An agent of a type that this reader does not know; planning refuses it.</summary>
/// <param name="CustomType">The type as written.</param>
/// <param name="Config">Its <c>config</c>, as written.</param>
public sealed record CustomAgentDefinition(string CustomType, SourceObject? Config) : AgentDefinition
{
    /// <inheritdoc/>
    public override string Type => CustomType;
}
