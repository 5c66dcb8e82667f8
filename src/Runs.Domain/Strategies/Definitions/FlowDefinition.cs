namespace Runs.Domain.Strategies;

/// <summary>A flow, as the root or as a step of another flow.</summary>
public abstract record FlowDefinition : StepDefinition
{
    /// <summary>Name of the flow.</summary>
    public required string Name { get; init; }

    /// <summary>The steps, at least one; none in a flow of an unknown type.</summary>
    public ValueArray<StepDefinition> Steps { get; init; }

    /// <summary>Most steps of the flow at a time; null for no limit of its own.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Longest time of the run from its start, for the root flow; null for any.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>How long the run is kept after its end, for the root flow; null leaves it to the configuration.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The word in the flow's <c>type</c>.</summary>
    public abstract string Type { get; }
}
