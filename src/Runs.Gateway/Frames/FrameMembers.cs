using Newtonsoft.Json;
using Runs.Actors.Frames;
using Runs.Domain.Runs.State;

namespace Runs.Gateway.Frames;

/// <summary>Members that frames have. One without a value is left out: clients drop a frame with a null in it.</summary>
internal static class FrameMembers
{
    public static void Member(this JsonWriter json, string name, string? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public static void Member(this JsonWriter json, string name, long value)
    {
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public static void Member(this JsonWriter json, string name, bool value)
    {
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public static void Member(this JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteValue(value);
        json.WriteEndArray();
    }

    public static void Member(this JsonWriter json, string name, Usage usage)
    {
        json.WritePropertyName(name);
        json.WriteStartObject();
        json.Member("promptTokens", usage.PromptTokens);
        json.Member("completionTokens", usage.CompletionTokens);
        json.WriteEndObject();
    }

    public static void Member(this JsonWriter json, string name, CallResult result)
    {
        json.WritePropertyName(name);
        json.WriteStartObject();
        json.Member("text", result.Text);
        json.Member("usage", result.Usage);
        json.Member("finishReason", result.FinishReason);
        json.WriteEndObject();
    }

    public static void EmptyArray(this JsonWriter json, string name) => json.Member(name, []);
}
