using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Requests.Reading;

/// <summary>The names of JSON's types.</summary>
internal static class JsonTypes
{
    public static string NameOf(JToken value) => value.Type switch
    {
        JTokenType.Object => "object",
        JTokenType.Array => "array",
        JTokenType.Boolean => "boolean",
        JTokenType.Integer or JTokenType.Float => "number",
        JTokenType.Null => "null",
        _ => "string",
    };
}
