using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Runs.Gateway.Access.Tokens;

/// <summary>
/// Where a client shows its token: in the header <c>Authorization: Bearer …</c>, or, because pages of a browser can't set headers, as
/// a subprotocol <c>runs.token.&lt;base64url&gt;</c> beside <see cref="Subprotocol"/>.
/// </summary>
internal static class ShownToken
{
    /// <summary>The subprotocol that is agreed on; the token is never sent back.</summary>
    public const string Subprotocol = "runs.v1";

    private const string Scheme = "Bearer ";
    private const string Prefix = "runs.token.";

    private static readonly string[] QueryNames = ["token", "access_token"];

    /// <summary>Whether the address holds what looks like a token.</summary>
    public static bool IsInQuery(HttpRequest request) => QueryNames.Any(request.Query.ContainsKey);

    /// <summary>The token that is shown; empty when what is shown can't be understood, <see langword="null"/> when nothing is.</summary>
    public static string? Of(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count > 0)
            return header is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : "";
        if (!http.WebSockets.IsWebSocketRequest)
            return null;
        return http.WebSockets.WebSocketRequestedProtocols.Where(protocol => protocol.StartsWith(Prefix, StringComparison.Ordinal)).ToList() switch
        {
            [] => null,
            [var one] => Decode(one.AsSpan(Prefix.Length)),
            _ => "",
        };
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 * TokenText.MaxLength || !Base64Url.IsValid(text))
            return "";
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
    }
}
