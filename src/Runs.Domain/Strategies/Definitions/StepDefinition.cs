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

    /// <summary>What a timeout of the step means for the run, in a graph. Default: the run fails.</summary>
    public TimeoutAction OnTimeout { get; init; }

    /// <summary>Ids of the steps of its graph that must have succeeded before it begins.</summary>
    public ValueArray<string> Needs { get; init; } = [];

    /// <summary>Ids of the steps of its graph that must have ended, however, before it begins.</summary>
    public ValueArray<string> After { get; init; } = [];

    /// <summary>Condition on which the step is executed and not skipped, such as <c>{{steps.a.status}} == failed</c>; null for always.</summary>
    public string? When { get; init; }

    /// <summary>The list that the step is executed over; null for once.</summary>
    public ForEachDefinition? ForEach { get; init; }

    /// <summary>Working directory of the step's processes, relative to the run's; null for the run's.</summary>
    public string? Cwd { get; init; }

    /// <summary>Most bytes of UTF-8 that the step's output may have; null for what the host allows.</summary>
    public long? OutputLimit { get; init; }

    /// <summary>The limits that count the step's attempts beside its agent's, in the author's order.</summary>
    public ValueArray<string> Limits { get; init; } = [];

    /// <summary>Where the step stands in the file.</summary>
    public SourcePosition Position { get; init; }
}
