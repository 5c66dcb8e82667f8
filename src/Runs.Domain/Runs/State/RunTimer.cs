using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>Something that is owed to a run at a time.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Step">For which step; the root for the run's own timers.</param>
public readonly record struct RunTimer(DateTimeOffset At, RunTimerKind Kind, StepId Step) : IComparable<RunTimer>
{
    /// <inheritdoc/>
    public int CompareTo(RunTimer other)
    {
        var byTime = At.CompareTo(other.At);
        var byKind = Kind.CompareTo(other.Kind);
        return byTime != 0 ? byTime : byKind != 0 ? byKind : Step.CompareTo(other.Step);
    }

    /// <summary>Earlier.</summary>
    public static bool operator <(RunTimer left, RunTimer right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(RunTimer left, RunTimer right) => left.CompareTo(right) > 0;

    /// <summary>Not later.</summary>
    public static bool operator <=(RunTimer left, RunTimer right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(RunTimer left, RunTimer right) => left.CompareTo(right) >= 0;
}
