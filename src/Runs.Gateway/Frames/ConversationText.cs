using Runs.Domain.Runs.State;

namespace Runs.Gateway.Frames;

/// <summary>One call of an agent with its whole texts.</summary>
/// <param name="Record">The call.</param>
/// <param name="Message">What the agent was told.</param>
/// <param name="Text">What it replied.</param>
/// <param name="Rounds">Its replies before that, which called tools or had messages waiting.</param>
internal sealed record ConversationText(ConversationRecord Record, string Message, string Text, IReadOnlyList<RoundText> Rounds);
