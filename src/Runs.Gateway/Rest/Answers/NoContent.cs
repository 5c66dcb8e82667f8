using Microsoft.AspNetCore.Http;

namespace Runs.Gateway.Rest.Answers;

/// <summary>Done, and nothing to say.</summary>
internal sealed class NoContent : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
