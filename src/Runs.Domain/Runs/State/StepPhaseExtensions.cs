namespace Runs.Domain.Runs.State;

/// <summary>Questions about a phase.</summary>
public static class StepPhaseExtensions
{
    /// <summary>Whether nothing will change any more.</summary>
    public static bool IsTerminal(this StepPhase phase) => phase >= StepPhase.Succeeded;

    /// <summary>Whether what needs the step can't be executed any more: it has ended, and neither well nor skipped.</summary>
    public static bool IsFailure(this StepPhase phase) =>
        phase is StepPhase.Failed or StepPhase.TimedOut or StepPhase.Blocked or StepPhase.Cancelled;

    /// <summary>The phase as templates and lists write it.</summary>
    public static string ToWord(this StepPhase phase) => phase switch
    {
        StepPhase.Pending => "pending",
        StepPhase.Ready => "ready",
        StepPhase.Running => "running",
        StepPhase.Waiting => "waiting",
        StepPhase.BackingOff => "backing-off",
        StepPhase.Exhausted => "exhausted",
        StepPhase.Succeeded => "succeeded",
        StepPhase.Failed => "failed",
        StepPhase.TimedOut => "timed-out",
        StepPhase.Blocked => "blocked",
        StepPhase.Skipped => "skipped",
        StepPhase.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };
}
