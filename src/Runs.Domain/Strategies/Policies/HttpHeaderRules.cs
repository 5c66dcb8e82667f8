using System.Collections.Immutable;

namespace Runs.Domain.Strategies;

/// <summary>Which headers a strategy may set.</summary>
public static class HttpHeaderRules
{
    /// <summary>What belongs to the connection or to the engine. A strategy that set them could smuggle a second request into the first.</summary>
    private static readonly ImmutableArray<string> Reserved =
    [
        "accept-encoding", "connection", "content-encoding", "content-length", "expect", "host", "keep-alive", "proxy-authenticate", "proxy-authorization",
        "proxy-connection", "te", "traceparent", "tracestate", "trailer", "transfer-encoding", "upgrade",
    ];

    /// <summary>What is a secret by its nature. What stands in a strategy is journaled with every run of it.</summary>
    private static readonly ImmutableArray<string> Secret = ["authorization", "cookie"];

    /// <summary>Whether it is a token of HTTP.</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));

    /// <summary>Whether a header can carry it: blanks and what is visible in ASCII, and so no line break.</summary>
    public static bool IsValue(string text) => text.All(c => c is >= ' ' and <= '~');

    /// <summary>Whether only the engine may set it.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether its value may come from the environment alone.</summary>
    public static bool IsSecret(string name) => Secret.Contains(name, StringComparer.OrdinalIgnoreCase);
}
