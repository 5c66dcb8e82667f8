using Runs.Checkers.Auditing;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>A run has at most as many attempts under way as its settings say.</summary>
internal sealed class ConcurrencyChecker : RunChecker
{
    /// <inheritdoc/>
    public override string Promise => "A run has at most as many attempts under way as its settings say.";

    /// <inheritdoc/>
    public override string? ProblemAfter(in RunMoment moment, RunState after) =>
        after.Live.Count > (after.Current?.Settings.Concurrency ?? int.MaxValue) ? $"has {after.Live.Count} live attempts, more than it may" : null;
}
