namespace Runs.Actors.Queues.Admission;

/// <summary>Who waits for permits: a run, or a step of one.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">The place of its step; empty for the run itself.</param>
internal readonly record struct WaiterId(string Run, string Step = "")
{
    /// <summary>Whether it is the run itself, and not one of its steps.</summary>
    public bool IsRun => Step.Length == 0;
}
