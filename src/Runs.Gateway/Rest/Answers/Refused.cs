using Microsoft.AspNetCore.Http;
using Runs.Gateway.Access;

namespace Runs.Gateway.Rest.Answers;

/// <summary>Why somebody isn't let in.</summary>
internal sealed class Refused(AccessRefusal refusal) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => refusal.Answer(httpContext);
}
