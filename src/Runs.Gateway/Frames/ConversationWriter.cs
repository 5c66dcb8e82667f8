using Newtonsoft.Json;
using Runs.Domain.Runs.State;

namespace Runs.Gateway.Frames;

/// <summary>Writes what the agents of a run have said.</summary>
internal static class ConversationWriter
{
    /// <summary>Writes the member <c>conversation</c>.</summary>
    public static void Write(ConversationTexts conversation, JsonWriter json)
    {
        json.WritePropertyName("conversation");
        json.WriteStartObject();
        json.WritePropertyName("records");
        json.WriteStartArray();
        foreach (var record in conversation.Records)
            Write(record, json);
        json.WriteEndArray();
        json.EmptyArray("retentionEvents");
        json.WritePropertyName("inputs");
        json.WriteStartArray();
        foreach (var input in conversation.Inputs)
            Write(input, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(ConversationText call, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("id", call.Record.Id);
        json.Member("agentName", call.Record.AgentName);
        json.Member("createdAt", Frame.Time(call.Record.CreatedAt));
        json.WritePropertyName("userMessage");
        Message("user", call.Message, json);
        json.WritePropertyName("responseMessages");
        json.WriteStartArray();
        Message("assistant", call.Text, json);
        json.WriteEndArray();
        json.Member("text", call.Text);
        json.Member("usage", call.Record.Usage);
        json.Member("finishReason", call.Record.FinishReason);
        json.WriteEndObject();
    }

    private static void Message(string role, string content, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("role", role);
        json.Member("content", content);
        json.WriteEndObject();
    }

    private static void Write(ConversationInput input, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("text", input.Text);
        json.Member("beforeRecordId", input.BeforeRecordId);
        json.WriteEndObject();
    }
}
