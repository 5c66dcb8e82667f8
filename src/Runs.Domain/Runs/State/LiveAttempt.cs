using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>An attempt that the run has dispatched and heard nothing of yet.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">What is attempted: the step itself, or one of its model calls.</param>
/// <param name="Attempt">The number, from 1.</param>
/// <param name="Node">The incarnation of the node that dispatched it, where its handler runs.</param>
/// <param name="Deadline">When it times out.</param>
public sealed record LiveAttempt(StepId Step, StepId Unit, int Attempt, long Node, DateTimeOffset Deadline)
{
    /// <summary>Whether it is to stop, although the run goes on: its step, or a flow around it, unwinds.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Whether it is to stop at once, without its grace.</summary>
    public bool IsForced { get; init; }

    /// <summary>The slots that it holds.</summary>
    public ValueArray<Permit> Permits { get; init; } = [];

    /// <summary>Of an attempt that a pause stops, when it is given up; <see langword="null"/> for any other. Its step goes on after the pause.</summary>
    public DateTimeOffset? PauseEnds { get; init; }

    /// <summary>Whether it is the call that summarises what the step's agent said earlier.</summary>
    public bool IsCompaction => Unit == Step.Compaction();
}
