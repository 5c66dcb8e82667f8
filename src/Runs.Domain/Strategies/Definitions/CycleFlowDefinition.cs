namespace Runs.Domain.Strategies;

/// <summary>A sequence that goes round until it has been round often enough, or its observer ends it.</summary>
public sealed record CycleFlowDefinition : FlowDefinition
{
    /// <summary>How often; null for once.</summary>
    public CycleCount? Cycles { get; init; }

    /// <summary>Name of the agent that reads each round's text; null for none.</summary>
    public string? Observer { get; init; }

    /// <summary>What the observer says to end the cycle; null for <see cref="BreakSignal.Defaults"/>.</summary>
    public ValueArray<string>? BreakCycleSignals { get; init; }

    /// <summary>How signals are compared; null for substring.</summary>
    public BreakMatch? BreakCycleSignalMatch { get; init; }

    /// <inheritdoc/>
    public override string Type => FlowTypes.Cycle;
}
