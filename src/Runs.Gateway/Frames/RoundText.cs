using Runs.Domain.Runs.Tools;

namespace Runs.Gateway.Frames;

/// <summary>A reply that isn't the last of its step, with its whole texts.</summary>
/// <param name="Round">The reply.</param>
/// <param name="Text">What the model wrote beside the calls.</param>
/// <param name="Outputs">What each call came to; empty for one that failed.</param>
internal sealed record RoundText(ToolRound Round, string Text, IReadOnlyList<string> Outputs);
