using Runs.Domain.Contents;

namespace Runs.Domain.Runs.Tools;

/// <summary>What a tool call came to.</summary>
/// <param name="Output">What the model is told; empty when the call failed.</param>
/// <param name="Error">Why the call failed, which the model is told instead; <see langword="null"/> when it didn't.</param>
public sealed record ToolResult(Content Output, string? Error);
