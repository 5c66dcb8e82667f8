namespace Runs.Domain.Runs.State;

/// <summary>How the steps of a flow ended, counted.</summary>
/// <param name="Succeeded">Those that succeeded.</param>
/// <param name="Failed">Those that failed, timed-out ones included whose timeout counts as a failure.</param>
/// <param name="TimedOut">Those whose timeout fails the run.</param>
/// <param name="Blocked">Those that need one that did not succeed.</param>
/// <param name="Skipped">Those that were not wanted.</param>
/// <param name="Cancelled">Those that were stopped by hand.</param>
public readonly record struct StepCounts(int Succeeded, int Failed, int TimedOut, int Blocked, int Skipped, int Cancelled)
{
    /// <summary>Those that did not come to what they were for.</summary>
    public int Unsuccessful => Failed + TimedOut + Blocked + Cancelled;

    /// <summary>With one more, or one less.</summary>
    public StepCounts With(StepPhase phase, bool failsRun, int count) => phase switch
    {
        StepPhase.Succeeded => this with { Succeeded = Succeeded + count },
        StepPhase.TimedOut when failsRun => this with { TimedOut = TimedOut + count },
        StepPhase.Failed or StepPhase.TimedOut => this with { Failed = Failed + count },
        StepPhase.Blocked => this with { Blocked = Blocked + count },
        StepPhase.Skipped => this with { Skipped = Skipped + count },
        StepPhase.Cancelled => this with { Cancelled = Cancelled + count },
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };
}
