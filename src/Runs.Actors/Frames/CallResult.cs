using Runs.Domain.Runs.State;

namespace Runs.Actors.Frames;

/// <summary>What a call of an agent or of a flow came to.</summary>
/// <param name="Text">The text.</param>
/// <param name="Usage">What models used.</param>
/// <param name="FinishReason">Why it ended, in the model's words; <c>stop</c> for what is no model.</param>
public sealed record CallResult(string Text, Usage Usage, string FinishReason)
{
    /// <summary>The finish reason of what is no model.</summary>
    public const string Stop = "stop";
}
