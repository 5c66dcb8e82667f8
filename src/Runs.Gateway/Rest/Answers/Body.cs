using Microsoft.AspNetCore.Http;

namespace Runs.Gateway.Rest.Answers;

/// <summary>Writes whole bodies. They are private to who asked, and no browser may take them for anything else than they say.</summary>
internal static class Body
{
    public static async Task Write(HttpContext http, int status, string mediaType, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = body.Length;
        Seal(http.Response);
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Keeps an answer out of caches, and from being taken for something else.</summary>
    public static void Seal(HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
