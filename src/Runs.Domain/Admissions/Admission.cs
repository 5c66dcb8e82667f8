namespace Runs.Domain.Admissions;

/// <summary>Where a run stands in line, and for what. Frozen with its plan.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="RunLimits">The limits of which the run holds a slot each while it works, in order and each once.</param>
/// <param name="StepLimits">The limits of its queue of which each of its attempts holds a slot, in order and each once.</param>
public sealed record Admission(string Queue, int Priority, ValueArray<string> RunLimits, ValueArray<string> StepLimits)
{
    /// <summary>Whether the run waits for slots before it begins, and again whenever it goes on after a rest.</summary>
    public bool IsGated => RunLimits.Count > 0;
}
