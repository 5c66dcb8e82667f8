namespace Runs.Domain.Runs;

/// <summary>How an attempt failed.</summary>
/// <param name="Error">Why.</param>
public sealed record AttemptFailure(RunError Error)
{
    /// <summary>The class of the error for retry policies; <see langword="null"/> for none.</summary>
    public string? Class { get; init; }

    /// <summary>Whether trying again can't help, whatever the policy says.</summary>
    public bool IsPermanent { get; init; }

    /// <summary>At the earliest after so long, if it is tried again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What it had written by then; journaled once.</summary>
    public string? Partial { get; init; }
}
