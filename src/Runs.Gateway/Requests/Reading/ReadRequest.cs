using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Requests.Reading;

/// <summary>A message that was read: the request, or the error that its client is told.</summary>
internal readonly record struct ReadRequest
{
    private ReadRequest(ClientRequest? request, string? code, string? message, JToken? requestId)
    {
        Request = request;
        ErrorCode = code;
        ErrorMessage = message;
        RequestId = requestId;
    }

    public ClientRequest? Request { get; }

    public string? ErrorCode { get; }

    public string? ErrorMessage { get; }

    /// <summary>What the error echoes, whatever it is.</summary>
    public JToken? RequestId { get; }

    public static ReadRequest Of(ClientRequest request) => new(request, null, null, null);

    public static ReadRequest Malformed() => new(null, ErrorCodes.ParseError, "Invalid JSON", null);

    public static ReadRequest Invalid(IEnumerable<string> issues, JToken? requestId) =>
        new(null, ErrorCodes.ValidationError, $"Invalid message: {string.Join("; ", issues)}", requestId);
}
