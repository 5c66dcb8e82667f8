using Runs.Checkers.Auditing;
using Runs.Domain.Runs.State;

namespace Runs.Checkers;

/// <summary>One promise, looked for in the journal of one run, event by event. Each run has an instance of its own.</summary>
internal abstract class RunChecker
{
    /// <summary>What is promised, in a sentence.</summary>
    public abstract string Promise { get; }

    /// <summary>What is wrong with the next event; <see langword="null"/> for nothing.</summary>
    public virtual string? Problem(in RunMoment moment) => null;

    /// <summary>What is wrong with the run after it; <see langword="null"/> for nothing.</summary>
    public virtual string? ProblemAfter(in RunMoment moment, RunState after) => null;

    /// <summary>What is wrong with the run at the end of an append, where a crash may leave it; <see langword="null"/> for nothing.</summary>
    public virtual string? ProblemAtRest(RunState state) => null;
}
