namespace Runs.Domain.Runs.State;

/// <summary>An input that a segment was started with, anchored in the conversation.</summary>
/// <param name="Text">The input.</param>
/// <param name="BeforeRecordId">The first record after it; <see langword="null"/> when there is none.</param>
public sealed record ConversationInput(string Text, string? BeforeRecordId);
