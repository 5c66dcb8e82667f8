namespace Runs.Actors.Attempts;

/// <summary>One message of a conversation, as a model gets it. The system prompt is apart.</summary>
/// <param name="Role">Who says it.</param>
/// <param name="Text">What.</param>
public readonly record struct ChatMessage(ChatRole Role, string Text);
