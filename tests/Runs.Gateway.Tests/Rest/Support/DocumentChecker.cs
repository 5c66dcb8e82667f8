using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Tests.Rest.Support;

/// <summary>Checks values against the schemas of an OpenAPI document: as much of JSON Schema as ours uses, and no member that isn't described.</summary>
internal static class DocumentChecker
{
    /// <summary>What doesn't fit.</summary>
    public static IEnumerable<string> Check(JObject document, JToken schema, JToken value)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Check(document, document.SelectToken(reference[2..].Replace('/', '.'))!, value);
        return (string?)schema["type"] switch
        {
            "object" when value is JObject fields => CheckObject(document, schema, fields),
            "array" when value is JArray items => items.SelectMany(item => Check(document, schema["items"]!, item)),
            "string" when value.Type == JTokenType.String => CheckText(schema, value),
            "integer" when value.Type == JTokenType.Integer && (long)value >= (long?)schema["minimum"] && (long)value <= (long?)schema["maximum"] => [],
            "boolean" when value.Type == JTokenType.Boolean => [],
            _ => [$"{value.Path} is no {schema["type"]}: {value}"],
        };
    }

    private static IEnumerable<string> CheckObject(JObject document, JToken schema, JObject fields)
    {
        if (schema["properties"] is not JObject described)
            return schema["additionalProperties"] is null ? [$"{fields.Path} may have no members"] : [];
        var missing = (schema["required"] ?? new JArray()).Select(name => (string)name!).Where(name => fields[name] is null).Select(name => $"{fields.Path}.{name} is missing");
        return fields.Properties()
            .SelectMany(field => described[field.Name] is { } known ? Check(document, known, field.Value) : [$"{field.Path} isn't described"])
            .Concat(missing);
    }

    private static IEnumerable<string> CheckText(JToken schema, JToken value) =>
        schema["enum"] is JArray words && !words.Any(word => (string?)word == (string?)value) ? [$"{value.Path} is none of {words}: {value}"] : [];
}
