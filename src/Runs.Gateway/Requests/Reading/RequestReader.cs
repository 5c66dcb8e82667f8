using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain.Identity;

namespace Runs.Gateway.Requests.Reading;

/// <summary>Reads messages as requests. Fields that a kind doesn't know are ignored; null is never the same as left out.</summary>
internal static class RequestReader
{
    /// <summary>The deepest nesting of a message.</summary>
    public const int MaxDepth = 256;

    private static readonly Field RequestId = Field.Optional("requestId", FieldType.Text);

    /// <summary>Reads a message.</summary>
    public static ReadRequest Read(string message)
    {
        if (!JsonGrammar.IsJson(message, MaxDepth) || Parse(message) is not { } parsed)
            return ReadRequest.Malformed();
        if (parsed is not JObject fields)
            return ReadRequest.Invalid([$": Expected object, received {JsonTypes.NameOf(parsed)}"], null);
        if (fields["type"] is not JValue { Value: string type } || RequestKinds.Find(type) is not { } kind)
            return ReadRequest.Invalid([$"type: Invalid discriminator value. Expected {RequestKinds.Choices}"], fields["requestId"]);
        List<string> issues = [.. RequestId.Issues(fields), .. kind.Fields.SelectMany(field => field.Issues(fields))];
        if (issues.Count > 0)
            return ReadRequest.Invalid(issues, fields["requestId"]);
        var request = new ClientRequest(kind, fields, Run(kind, fields));
        return kind.Problem(request) is { } problem ? ReadRequest.Invalid([problem], fields["requestId"]) : ReadRequest.Of(request);
    }

    private static RunId? Run(RequestKind kind, JObject fields) =>
        kind.Fields.Any(field => field.Type == FieldType.Run) && (string?)fields["runId"] is { } run ? RunId.Parse(run) : null;

    private static JToken? Parse(string message)
    {
        using var reader = new JsonTextReader(new StringReader(message))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Double,
            MaxDepth = MaxDepth,
        };
        try
        {
            return JToken.ReadFrom(reader);
        }
        catch (JsonReaderException)
        {
            // A number beyond what the library reads.
            return null;
        }
    }
}
