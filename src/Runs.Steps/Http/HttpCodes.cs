namespace Runs.Steps.Http;

/// <summary>The codes with which requests fail; docs/errors.md explains each.</summary>
internal static class HttpCodes
{
    /// <summary>What was looked up made an address of it that isn't asked.</summary>
    public const string Url = "http.url";

    /// <summary>The host has only addresses that this node doesn't connect to.</summary>
    public const string Address = "http.address";

    /// <summary>A header's variable isn't granted to the host, isn't set, or would go over the network in the clear.</summary>
    public const string Secret = "http.secret";

    /// <summary>There is no connection.</summary>
    public const string Connect = "http.connect";

    /// <summary>The server isn't who it should be, or doesn't speak TLS.</summary>
    public const string Tls = "http.tls";

    /// <summary>The connection was lost in the middle.</summary>
    public const string Cut = "http.cut";

    /// <summary>The response isn't HTTP, or isn't compressed as it says.</summary>
    public const string Malformed = "http.malformed";

    /// <summary>The response redirects where it may not.</summary>
    public const string Redirect = "http.redirect";

    /// <summary>The status isn't one that the agent expects.</summary>
    public const string Status = "http.status";

    /// <summary>The body is over the limit.</summary>
    public const string TooLarge = "http.too-large";

    /// <summary>The body is no text.</summary>
    public const string NotText = "http.not-text";
}
