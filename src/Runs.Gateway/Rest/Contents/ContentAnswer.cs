using Microsoft.AspNetCore.Http;
using Runs.Domain.Contents;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Contents;

/// <summary>The bytes of a content, or a range of them.</summary>
/// <param name="request">Who asks.</param>
/// <param name="content">The content.</param>
/// <param name="fileName">The name under which it is saved; <see langword="null"/> when it may be shown.</param>
internal sealed class ContentAnswer(RestRequest request, Content content, string? fileName = null) : IResult
{
    /// <summary>The media type: all contents are texts.</summary>
    public const string MediaType = "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        Body.Seal(httpContext.Response);
        await using var stream = new ContentStream(content, (id, cancellation) => request.Runs.OpenArtifact(request.Run, id, cancellation));
        await TypedResults.Stream(stream, MediaType, fileName, entityTag: ContentTag.Of(content), enableRangeProcessing: true).ExecuteAsync(httpContext);
        if (httpContext.Response is { StatusCode: StatusCodes.Status416RangeNotSatisfiable, HasStarted: false })
            await Problem.Of(RestCodes.Range, $"There are only {stream.Length} bytes.").ExecuteAsync(httpContext);
    }
}
