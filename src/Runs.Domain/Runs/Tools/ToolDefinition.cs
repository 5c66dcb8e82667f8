namespace Runs.Domain.Runs.Tools;

/// <summary>A tool as a model is told of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does and when to call it.</param>
/// <param name="Parameters">The JSON schema of its arguments.</param>
public sealed record ToolDefinition(string Name, string Description, string Parameters);
