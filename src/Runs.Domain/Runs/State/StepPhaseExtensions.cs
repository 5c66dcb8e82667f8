namespace Runs.Domain.Runs.State;

/// <summary>Questions about a phase.</summary>
public static class StepPhaseExtensions
{
    /// <summary>Whether nothing will change any more.</summary>
    public static bool IsTerminal(this StepPhase phase) => phase >= StepPhase.Succeeded;

    /// <summary>The phase as templates and lists write it.</summary>
    public static string ToWord(this StepPhase phase) => phase switch
    {
        StepPhase.Ready => "ready",
        StepPhase.Running => "running",
        StepPhase.Waiting => "waiting",
        StepPhase.BackingOff => "backing-off",
        StepPhase.Exhausted => "exhausted",
        StepPhase.Succeeded => "succeeded",
        StepPhase.Failed => "failed",
        StepPhase.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };
}
