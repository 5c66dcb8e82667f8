using Newtonsoft.Json.Linq;

namespace Runs.Steps.Models.Providers.Replies;

/// <summary>Which status an error in the middle of a stream would have had as a response.</summary>
internal static class ErrorType
{
    /// <summary>The status; 500 for an error that nothing is known about, which passes for one of the provider's own.</summary>
    public static int Status(JObject error)
    {
        if (error["code"] is JValue { Value: long and >= 400 and < 600 and var code })
            return (int)code;
        foreach (var word in new[] { error["type"]?.ToString(), error["code"]?.ToString() })
        {
            if (Known(word) is { } status)
                return status;
        }

        return 500;
    }

    private static int? Known(string? word) => word switch
    {
        "invalid_request_error" or "context_length_exceeded" => 400,
        "authentication_error" or "invalid_api_key" => 401,
        "billing_error" => 402,
        "permission_error" => 403,
        "not_found_error" or "model_not_found" => 404,
        "request_too_large" => 413,
        "rate_limit_error" or "rate_limit_exceeded" or "insufficient_quota" => 429,
        "overloaded_error" => 529,
        _ => null,
    };
}
