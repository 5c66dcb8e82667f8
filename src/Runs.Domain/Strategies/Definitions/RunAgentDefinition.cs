namespace Runs.Domain.Strategies;

/// <summary>Another strategy that becomes a run of its own: a sub-run.</summary>
public sealed record RunAgentDefinition : AgentDefinition
{
    /// <summary>The strategy's file, relative to the file that names it; null for a strategy that stands in place.</summary>
    public string? File { get; init; }

    /// <summary>The strategy; null until its file is read.</summary>
    public StrategyDefinition? Strategy { get; init; }

    /// <inheritdoc/>
    public override string Type => AgentTypes.Run;
}
