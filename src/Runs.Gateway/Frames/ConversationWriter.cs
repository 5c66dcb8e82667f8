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
            RecordWriter.Write(record, json);
        json.WriteEndArray();
        json.WritePropertyName("retentionEvents");
        json.WriteStartArray();
        foreach (var retention in conversation.Retentions)
            RetentionWriter.Write(retention.Retention, retention.Summary, json);
        json.WriteEndArray();
        json.WritePropertyName("inputs");
        json.WriteStartArray();
        foreach (var input in conversation.Inputs)
            Write(input, json);
        json.WriteEndArray();
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
