namespace Runs.Actors.Watching;

/// <summary>The outcomes of waits in words.</summary>
public static class WaitOutcomes
{
    /// <summary>The outcome as clients read it.</summary>
    public static string ToWord(this WaitOutcome outcome) => outcome switch
    {
        WaitOutcome.Material => "material",
        WaitOutcome.Timeout => "timeout",
        WaitOutcome.AlreadyMaterial => "already-material",
        WaitOutcome.Terminal => "terminal",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
