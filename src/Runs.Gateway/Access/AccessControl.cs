using Microsoft.AspNetCore.Http;
using Runs.Gateway.Access.Limits;
using Runs.Gateway.Access.Tokens;

namespace Runs.Gateway.Access;

/// <summary>
/// Decides who a client is and how much it may ask for. Every door of the gateway lets nobody in without it. When no tokens are set,
/// every client is one of this machine, and nothing is limited.
/// </summary>
internal sealed class AccessControl
{
    private static readonly TimeSpan ClientsRetry = TimeSpan.FromSeconds(5);

    private readonly TokenSet _tokens;
    private readonly AccessLimits _limits;

    public AccessControl(GatewayOptions options, TimeProvider time)
    {
        _tokens = new TokenSet(options.Tokens);
        _limits = new AccessLimits(options, time);
    }

    /// <summary>Whether clients must show a token.</summary>
    public bool IsRequired => !_tokens.IsEmpty;

    /// <summary>Whether nothing is shown where something must be. No failed login, for nothing was tried.</summary>
    public bool IsStranger(HttpContext http) => IsRequired && ShownToken.Of(http) is null && !ShownToken.IsInQuery(http.Request);

    /// <summary>Says who sent a request, and counts it. To be called once for each request.</summary>
    public AccessResult Authenticate(HttpContext http)
    {
        if (ShownToken.IsInQuery(http.Request))
            return InQuery;
        if (!IsRequired)
            return Caller.Local;
        var host = RemoteHost.Of(http.Connection.RemoteIpAddress);
        if (_limits.TryTake(host) is var busy && busy > TimeSpan.Zero)
            return TooFast(busy);
        if (ShownToken.Of(http) is not { } shown)
            return NothingShown;
        if (_tokens.Find(shown) is not { } caller)
            return Failed(host);
        return _limits.TryTake(caller.Token!) is var wait && wait > TimeSpan.Zero ? TooFast(wait) : caller;
    }

    /// <summary>Counts a connection until the result is disposed; null when its address or token has too many.</summary>
    public IDisposable? Connect(Caller caller, HttpContext http) =>
        caller.Token is { } token ? _limits.Connect(token, RemoteHost.Of(http.Connection.RemoteIpAddress)) : Unlimited.Instance;

    /// <summary>The refusal of a connection that isn't counted.</summary>
    public static AccessRefusal TooManyClients { get; } = new(
        StatusCodes.Status429TooManyRequests, AccessErrors.TooManyClients, "This address or token has too many connections; close one first.")
    {
        RetryAfter = ClientsRetry,
    };

    /// <summary>How long to wait before the next message of a connection is read. Whoever sends too fast is read more slowly.</summary>
    public TimeSpan Pace(Caller caller, RemoteHost host) => caller.Token is { } token ? _limits.Reserve(token, host) : TimeSpan.Zero;

    private static AccessRefusal InQuery { get; } = new(
        StatusCodes.Status400BadRequest,
        AccessErrors.TokenInQuery,
        "A token in an address ends up in logs: send it as the header 'Authorization: Bearer …' or as a subprotocol, and replace this one.");

    private static AccessRefusal NothingShown { get; } = new(
        StatusCodes.Status401Unauthorized, AccessErrors.Unauthenticated, "Show a token: send it as the header 'Authorization: Bearer …'.");

    /// <summary>
    /// Whoever fails too often is told to wait. The right token is let in all the same: nobody guesses one, and others who share the
    /// address, behind a proxy for instance, must not be locked out.
    /// </summary>
    private AccessRefusal Failed(RemoteHost host) => _limits.Fail(host) is var wait && wait > TimeSpan.Zero
        ? new AccessRefusal(StatusCodes.Status429TooManyRequests, AccessErrors.TooManyRequests, "Too many failed logins; wait before the next.") { RetryAfter = wait }
        : new AccessRefusal(StatusCodes.Status401Unauthorized, AccessErrors.Unauthenticated, "This token isn't known here.");

    private static AccessRefusal TooFast(TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, AccessErrors.TooManyRequests, "Too many requests; wait before the next.") { RetryAfter = wait };

    private sealed class Unlimited : IDisposable
    {
        public static Unlimited Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}
