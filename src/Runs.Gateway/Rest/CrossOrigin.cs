using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest;

/// <summary>Lets pages of the origins that the options name read the answers, and no others. Never all.</summary>
internal sealed class CrossOrigin(GatewayOptions options)
{
    private const string Methods = "GET, HEAD, POST, DELETE";
    private const string MaxAge = "600";

    private static readonly string Sent = string.Join(", ", HeaderNames.Authorization, HeaderNames.ContentType, CommonParameters.IdempotencyKey, "Last-Event-ID", HeaderNames.Range);
    private static readonly string Read = string.Join(
        ", ", HeaderNames.Location, HeaderNames.Link, HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.ContentRange, HeaderNames.AcceptRanges);

    /// <summary>Adds what a page needs to know; answers when the browser only asks whether it may send a request.</summary>
    /// <returns>Whether all is said.</returns>
    public bool Answer(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (options.AllowedOrigins.Count > 0)
            headers.Vary = HeaderNames.Origin;
        if (http.Request.Headers.Origin is not [{ } origin] || !options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return false;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = Read;
        if (!HttpMethods.IsOptions(http.Request.Method) || http.Request.Headers.AccessControlRequestMethod.Count == 0)
            return false;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = Sent;
        headers.AccessControlMaxAge = MaxAge;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
