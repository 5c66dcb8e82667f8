namespace Runs.Domain.Admissions;

/// <summary>The bounds of a queue.</summary>
public sealed record QueueRules
{
    /// <summary>So many of its runs work at a time. Default: any number.</summary>
    public int? MaxConcurrentRuns { get; init; }

    /// <summary>So many attempts of its runs are under way at a time. Default: any number.</summary>
    public int? MaxConcurrentSteps { get; init; }

    /// <summary>So many runs may wait for their first slots. Default: any number.</summary>
    public int? MaxQueued { get; init; }
}
