using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Frames;

/// <summary>Says to a client that its request was not done.</summary>
internal static class ErrorFrame
{
    /// <summary>Writes it.</summary>
    /// <param name="at">Now.</param>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">Why.</param>
    /// <param name="requestId">What the request said, whatever type it has; <see langword="null"/> when it said nothing.</param>
    public static byte[] Write(DateTimeOffset at, string code, string message, JToken? requestId) => Frame.Write("error", at, null, json =>
    {
        if (requestId is not null)
        {
            json.WritePropertyName("requestId");
            requestId.WriteTo(json);
        }

        json.Member("code", code);
        json.Member("message", message);
    });
}
