namespace Runs.Domain.Strategies;

/// <summary>A step of a flow: an agent, or a flow inside the flow.</summary>
public abstract record StepDefinition
{
    /// <summary>What the step is for.</summary>
    public string? Description { get; init; }

    /// <summary>Id by which other steps look this one up, distinct in its strategy; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>Template of the text that the step works on; null for the message that reaches it.</summary>
    public string? Task { get; init; }

    /// <summary>Longest time of one attempt; null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Longest silence of an attempt; null for any.</summary>
    public TimeSpan? Heartbeat { get; init; }

    /// <summary>How the step is tried again; null for one attempt.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>What happens when no attempt is left. Default: the step fails.</summary>
    public ExhaustedAction OnExhausted { get; init; }

    /// <summary>Whether a lost attempt is run again; null for the agent's own rule.</summary>
    public ReplayPolicy? Replay { get; init; }

    /// <summary>Where the step stands in the file.</summary>
    public SourcePosition Position { get; init; }
}
