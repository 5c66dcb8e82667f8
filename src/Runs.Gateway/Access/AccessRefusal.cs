using System.Globalization;
using Microsoft.AspNetCore.Http;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Access;

/// <summary>Why somebody isn't let in.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="AccessErrors"/>.</param>
/// <param name="Message">What to do about it. Never says anything of a token.</param>
internal sealed record AccessRefusal(int Status, string Code, string Message)
{
    private const string Realm = "Bearer realm=\"runs\"";

    /// <summary>When to try again; <see langword="null"/> when that wouldn't help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Sets the status and the headers that belong to it.</summary>
    public void Mark(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = Realm;
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Answers with a problem document (RFC 9457).</summary>
    public async Task Answer(HttpContext http)
    {
        Mark(http.Response);
        var body = Frame.Object(json =>
        {
            json.Member("type", "about:blank");
            json.Member("title", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(Status));
            json.Member("status", Status);
            json.Member("detail", Message);
            json.Member("code", Code);
        });
        http.Response.ContentType = "application/problem+json";
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body);
    }
}
