using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Steps.Models.Providers.Replies;

/// <summary>Reads JSON that a stranger wrote.</summary>
internal static class JsonText
{
    private const int Depth = 256;

    /// <summary>One object and nothing after it.</summary>
    public static bool TryObject(string text, [NotNullWhen(true)] out JObject? found)
    {
        found = null;
        try
        {
            using var reader = Open(text);
            reader.Read();
            if (reader.TokenType == JsonToken.StartObject)
                found = JObject.Load(reader);
            if (reader.Read())
                found = null;
        }
        catch (JsonException)
        {
            found = null;
        }

        return found is not null;
    }

    /// <summary>Whether the text is one value and nothing after it.</summary>
    public static bool IsWhole(string text)
    {
        try
        {
            using var reader = Open(text);
            if (!reader.Read())
                return false;
            reader.Skip();
            return !reader.Read() && reader.Depth == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A member that may be missing or null. False: it is something else than a text.</summary>
    public static bool TryText(this JObject from, string name, out string? text)
    {
        var value = from[name];
        text = value is JValue { Value: string found } ? found : null;
        return text is not null || value is null or JValue { Type: JTokenType.Null };
    }

    /// <summary>A count; 0 if there is none.</summary>
    public static long Count(this JObject? from, string name) => from?[name] is JValue { Value: long count and >= 0 } ? count : 0;

    private static JsonTextReader Open(string text) => new(new StringReader(text)) { MaxDepth = Depth, DateParseHandling = DateParseHandling.None };
}
