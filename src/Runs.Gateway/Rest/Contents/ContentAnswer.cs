using Microsoft.AspNetCore.Http;
using Runs.Actors.Artifacts;
using Runs.Domain.Contents;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Contents;

/// <summary>The bytes of a content, or a range of them. One that goes out whole is known to be what was stored before its first byte does.</summary>
/// <param name="request">Who asks.</param>
/// <param name="content">The content.</param>
/// <param name="fileName">The name under which it is saved; <see langword="null"/> when it may be shown.</param>
internal sealed class ContentAnswer(RestRequest request, Content content, string? fileName = null) : IResult
{
    /// <summary>The media type: all contents are texts, and shown as such.</summary>
    public const string MediaType = "text/plain; charset=utf-8";

    /// <inheritdoc/>
    /// <exception cref="ArtifactException">A stored text is missing, or isn't the one that was stored.</exception>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var artifacts = request.Runs.Artifacts(request.Run);
        if (HttpMethods.IsGet(httpContext.Request.Method) && httpContext.Request.Headers.Range.Count == 0)
            await artifacts.Digest(content, httpContext.RequestAborted);
        Body.Seal(httpContext.Response);
        await using var stream = artifacts.Open(content);
        await TypedResults.Stream(stream, MediaType, fileName, entityTag: ContentTag.Of(content), enableRangeProcessing: true).ExecuteAsync(httpContext);
        if (httpContext.Response is { StatusCode: StatusCodes.Status416RangeNotSatisfiable, HasStarted: false })
            await Problem.Of(RestCodes.Range, $"There are only {stream.Length} bytes.").ExecuteAsync(httpContext);
    }
}
