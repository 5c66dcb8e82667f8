namespace Runs.Gateway.Access;

/// <summary>The codes of what is refused for who asks, and not for what is asked; docs/errors.md explains each.</summary>
public static class AccessErrors
{
    /// <summary>No token was shown, or none that is known.</summary>
    public const string Unauthenticated = "gateway.unauthenticated";

    /// <summary>A token was shown in the address, where logs and histories keep it.</summary>
    public const string TokenInQuery = "gateway.token-in-query";

    /// <summary>The caller's role may not do this.</summary>
    public const string Forbidden = "gateway.forbidden";

    /// <summary>Too many requests or failed logins; later ones are answered again.</summary>
    public const string TooManyRequests = "gateway.too-many-requests";

    /// <summary>Too many connections of one address or token.</summary>
    public const string TooManyClients = "gateway.too-many-clients";

    /// <summary>A strategy that was sent would start processes, which its sender may not do.</summary>
    public const string InlineProcess = "gateway.inline-process";
}
