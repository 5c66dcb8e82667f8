using Runs.Actors.Attempts;

namespace Runs.Checkers.Evidence;

/// <summary>An invocation of a handler.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="Result">What it returned if it succeeded; <see langword="null"/> when it didn't, or died before.</param>
internal sealed record SeenInvocation(AttemptKey Key, string? Result);
