using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Attempts;

/// <summary>One message of a conversation, as a model gets it. The system prompt is apart.</summary>
/// <param name="Role">Who says it.</param>
/// <param name="Text">What. For a tool: what the call came to.</param>
public readonly record struct ChatMessage(ChatRole Role, string Text)
{
    /// <summary>The tools that the model calls in it. Default: none.</summary>
    public IReadOnlyList<ToolCall> Calls { get => field ?? []; init; }

    /// <summary>For a tool: the call that it answers. Default: none.</summary>
    public ToolCall? Answers { get; init; }

    /// <summary>For a tool: whether the call failed. Default: it didn't.</summary>
    public bool IsError { get; init; }
}
