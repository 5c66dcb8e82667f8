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
