using System.Text;
using Newtonsoft.Json.Linq;

namespace Runs.Steps.Models.Providers.Replies;

/// <summary>A provider's error.</summary>
/// <param name="Status">The status code, or the one that stands for an error in the middle of a stream.</param>
/// <param name="Message">What it says; empty for nothing.</param>
internal sealed record ErrorReply(int Status, string Message)
{
    private const int MostRead = 64 * 1024;

    /// <summary>When it may be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether what was paid for is used up, rather than the minute's share.</summary>
    public bool IsQuota { get; init; }

    /// <summary>Reads an error response.</summary>
    public static async ValueTask<ErrorReply> Read(ModelResponse response, DateTimeOffset now, CancellationToken cancellation)
    {
        var body = await ReadBody(response.Body, cancellation);
        var error = JsonText.TryObject(body, out var found) ? Of(found, response.Status) : new ErrorReply(response.Status, "");
        return error with { Status = response.Status, RetryAfter = Replies.RetryAfter.Read(response.Header, now) };
    }

    /// <summary>
    /// Reads <c>{"error": {"message", "type", "code"}}</c>, or with a text for the error.
    /// </summary>
    /// <param name="body">The object.</param>
    /// <param name="status">The status, if it is known; else it is made of the error's type.</param>
    public static ErrorReply Of(JObject body, int? status = null)
    {
        if (body["error"] is not JObject error)
            return new ErrorReply(status ?? 500, ErrorText.Of((body["error"] ?? body["message"])?.ToString() ?? ""));
        var type = $"{error["type"]} {error["code"]}";
        return new ErrorReply(status ?? ErrorType.Status(error), ErrorText.Of(error["message"]?.ToString() ?? ""))
        {
            IsQuota = type.Contains("insufficient_quota", StringComparison.Ordinal) || type.Contains("billing", StringComparison.Ordinal),
        };
    }

    private static async ValueTask<string> ReadBody(Stream body, CancellationToken cancellation)
    {
        var buffer = new byte[MostRead];
        var count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
