namespace Runs.Domain.Strategies;

/// <summary>An MCP server of a strategy.</summary>
/// <param name="Id">Its id, by which agents name it.</param>
/// <param name="Transport">How it is reached.</param>
/// <param name="Settings">All of its keys, checked for shape.</param>
public sealed record McpServerDefinition(string Id, McpTransport Transport, SourceObject Settings);
