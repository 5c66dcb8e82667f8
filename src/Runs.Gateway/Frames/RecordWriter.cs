using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain.Runs.Tools;

namespace Runs.Gateway.Frames;

/// <summary>Writes one call of an agent: what it was told, each of its replies, and what the tools that it called came to.</summary>
internal static class RecordWriter
{
    public static void Write(ConversationText call, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("id", call.Record.Id);
        json.Member("agentName", call.Record.AgentName);
        json.Member("createdAt", Frame.Time(call.Record.CreatedAt));
        json.WritePropertyName("userMessage");
        Message("user", call.Message, json);
        json.WritePropertyName("responseMessages");
        json.WriteStartArray();
        foreach (var round in call.Rounds)
            Round(round, json);

        Message("assistant", call.Text, json);
        json.WriteEndArray();
        json.Member("text", call.Text);
        json.Member("usage", call.Record.Usage);
        json.Member("finishReason", call.Record.FinishReason);
        if (call.Record.SupersededBy is { } summary)
        {
            json.Member("status", "superseded");
            json.Member("supersededBy", summary);
        }

        json.WriteEndObject();
    }

    private static void Round(RoundText round, JsonWriter json)
    {
        if (round.Round.Calls.IsEmpty)
        {
            Message("assistant", round.Text, json);
        }
        else
        {
            Calls(round, json);
            Results(round, json);
        }

        foreach (var told in round.Round.Messages)
            Message("user", told.ForModel(), json);
    }

    private static void Message(string role, string content, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("role", role);
        json.Member("content", content);
        json.WriteEndObject();
    }

    private static void Calls(RoundText round, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("role", "assistant");
        json.WritePropertyName("content");
        json.WriteStartArray();
        if (round.Text.Length > 0)
        {
            json.WriteStartObject();
            json.Member("type", "text");
            json.Member("text", round.Text);
            json.WriteEndObject();
        }

        foreach (var call in round.Round.Calls)
        {
            Begin("tool-call", call, json);
            json.WritePropertyName("input");
            Input(call.Args, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Results(RoundText round, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("role", "tool");
        json.WritePropertyName("content");
        json.WriteStartArray();
        for (var i = 0; i < round.Outputs.Count; i++)
        {
            var error = round.Round.Results[i]!.Error;
            Begin("tool-result", round.Round.Calls[i], json);
            json.WritePropertyName("output");
            json.WriteStartObject();
            json.Member("type", error is null ? "text" : "error-text");
            json.Member("value", error ?? round.Outputs[i]);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Arguments as what they are, or as their text where a model wrote no JSON.</summary>
    private static void Input(string args, JsonWriter json)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(args)) { MaxDepth = 64, DateParseHandling = DateParseHandling.None };
            var input = JToken.ReadFrom(reader);
            if (!reader.Read())
            {
                input.WriteTo(json);
                return;
            }
        }
        catch (JsonException)
        {
            // Their text, then.
        }

        json.WriteValue(args);
    }

    private static void Begin(string type, ToolCall call, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("type", type);
        json.Member("toolCallId", call.Id);
        json.Member("toolName", call.Name);
    }
}
