using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Rest.Answers;

/// <summary>An object as JSON.</summary>
internal sealed class JsonAnswer(int status, Action<JsonWriter> write) : IResult
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/json";

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => Body.Write(httpContext, status, MediaType, Frame.Object(write));
}
