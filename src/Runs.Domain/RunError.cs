namespace Runs.Domain;

/// <summary>A refusal as a value: what went wrong and what to do about it.</summary>
/// <param name="Code">Stable, dotted and lower-case, such as <c>strategy.not-found</c>; callers may match on it.</param>
/// <param name="Message">One clear sentence for a human; its wording may change.</param>
public sealed record RunError(string Code, string Message)
{
    /// <summary>One clear sentence for a human; its wording may change.</summary>
    public string Message { get; init; } = WellFormed.Of(Message);
}
