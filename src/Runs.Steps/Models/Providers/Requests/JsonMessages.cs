using Newtonsoft.Json;
using Runs.Actors.Attempts;

namespace Runs.Steps.Models.Providers.Requests;

/// <summary>Writes what all interfaces have.</summary>
internal static class JsonMessages
{
    public static void WriteMember(this JsonTextWriter json, string name, object value)
    {
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public static void WriteMember(this JsonTextWriter json, string name, Action<JsonTextWriter> write)
    {
        json.WritePropertyName(name);
        write(json);
    }

    public static void WriteObject(this JsonTextWriter json, Action<JsonTextWriter> write)
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }

    public static void WriteArray<T>(this JsonTextWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    /// <summary>A message of words alone.</summary>
    public static void WriteMessage(this JsonTextWriter json, ChatMessage message) =>
        json.WriteMessage(message.Role == ChatRole.User ? "user" : "assistant", message.Text);

    public static void WriteMessage(this JsonTextWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteMember("role", role);
        json.WriteMember("content", text);
        json.WriteEndObject();
    }
}
