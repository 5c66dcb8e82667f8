using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>Writes the keys of an agent of type <c>http</c>.</summary>
internal static class HttpAgentWriter
{
    public static void Write(HttpAgentDefinition http, JsonWriter writer)
    {
        writer.WritePropertyName("config");
        writer.WriteStartObject();
        writer.Member("method", Words.HttpVerb[http.Method]);
        writer.Member("url", http.Url);
        WriteMap("headers", http.Headers.Items.Select(header => (header.Name, header.Value)), writer);
        WriteMap("headersFromEnv", http.HeadersFromEnv.Items.Select(header => (header.Name, header.Text)), writer);
        writer.Member("body", http.Body);
        writer.Member("json", http.Json);
        writer.Member("expectStatus", Texts(http.ExpectStatus));
        writer.Member("maxBytes", http.MaxBytes is { } bytes ? Sizes.Format(bytes) : null);
        writer.Member("redirectHosts", Texts(http.RedirectHosts));
        writer.WritePropertyName("idempotencyKey");
        writer.WriteValue(http.SendsIdempotencyKey);
        writer.Member("replay", Words.Replay[http.Replay]);
        writer.Member("timeout", http.Timeout);
        writer.WriteEndObject();
    }

    private static ValueArray<string> Texts<T>(ValueArray<T> values)
        where T : struct => [.. values.Items.Select(value => value.ToString()!)];

    private static void WriteMap(string name, IEnumerable<(string Name, string Value)> entries, JsonWriter writer)
    {
        writer.WritePropertyName(name);
        writer.WriteStartObject();
        foreach (var (key, value) in entries)
            writer.Member(key, value);
        writer.WriteEndObject();
    }
}
