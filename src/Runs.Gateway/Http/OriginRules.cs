using System.Net;
using Microsoft.AspNetCore.Http;

namespace Runs.Gateway.Http;

/// <summary>
/// Which pages of a browser may connect: those of this machine and those that the options name. The name that was asked for must be
/// this machine's too, or one that the options name, or else a page could let its own name lead here. A page can't do so with an
/// address, which is why clients that show tokens may ask by any.
/// </summary>
internal sealed class OriginRules(GatewayOptions options)
{
    /// <summary>Whether a request may be answered.</summary>
    public bool Allow(HttpRequest request) => AllowHost(request.Host) && request.Headers.Origin.All(AllowOrigin);

    private bool AllowHost(HostString host) =>
        !host.HasValue
        || IsLoopback(host.Host)
        || string.Equals(host.Host, options.Host, StringComparison.OrdinalIgnoreCase)
        || options.AllowedHosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase)
        || (options.Tokens.Count > 0 && IPAddress.TryParse(host.Host.Trim('[', ']'), out _));

    private bool AllowOrigin(string? origin) =>
        origin is not null
        && (options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" && IsLoopback(page.Host)));

    /// <summary>Whether a name is this machine's own.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
