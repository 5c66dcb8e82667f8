using System.Text.Json;
using System.Text.RegularExpressions;
using Runs.Conformance.Tests.Requests;

namespace Runs.Conformance.Tests.Fuzz;

/// <summary>Says what a message is by the tables and by another reader of JSON than the server's.</summary>
internal static partial class Judge
{
    private const int MaxDepth = 256;

    /// <summary>The server reads no whole number with more digits.</summary>
    private const int MaxDigits = 380;

    private const string Replacement = "\\ufffd";

    /// <summary>The error that a message must get, if any.</summary>
    public static ExpectedError? ErrorOf(string message)
    {
        try
        {
            using var parsed = JsonDocument.Parse(HalfCharacter().Replace(message, Replacement), new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (HasLongNumber(parsed.RootElement))
                return new ExpectedError("PARSE_ERROR", null);
            return Fits(parsed.RootElement) ? null : new ExpectedError("VALIDATION_ERROR", RequestId(parsed.RootElement));
        }
        catch (JsonException)
        {
            return new ExpectedError("PARSE_ERROR", null);
        }
    }

    private static bool Fits(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            return false;
        if (message.TryGetProperty("requestId", out var id) && id.ValueKind != JsonValueKind.String)
            return false;
        var row = RequestTable.All.FirstOrDefault(row => row.Type == type.GetString());
        if (row is null || !row.Fields.All(field => message.TryGetProperty(field.Name, out var value) ? field.Allows(value) : !field.IsRequired))
            return false;
        return row.Type != "prepare_run" || message.TryGetProperty("runId", out _) || message.TryGetProperty("strategyPath", out _);
    }

    private static string? RequestId(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("requestId", out var id) && id.ValueKind == JsonValueKind.String && IsText(id)
            ? id.GetString()
            : null;

    private static bool IsText(JsonElement value) => !value.GetRawText().Contains(Replacement, StringComparison.Ordinal);

    private static bool HasLongNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText() is { Length: > MaxDigits } raw && !raw.AsSpan().ContainsAny('.', 'e', 'E'),
        JsonValueKind.Array => value.EnumerateArray().Any(HasLongNumber),
        JsonValueKind.Object => value.EnumerateObject().Any(member => HasLongNumber(member.Value)),
        _ => false,
    };

    /// <summary>Half a character may be written in JSON, and this reader can't read it.</summary>
    [GeneratedRegex(@"\\u[dD][89A-Fa-f][0-9A-Fa-f]{2}")]
    private static partial Regex HalfCharacter();
}
