namespace Runs.Domain.Strategies;

/// <summary>How an MCP server is reached.</summary>
public enum McpTransport
{
    /// <summary>Streamable HTTP.</summary>
    Http,

    /// <summary>HTTP with server-sent events.</summary>
    Sse,

    /// <summary>A child process.</summary>
    Stdio,
}
