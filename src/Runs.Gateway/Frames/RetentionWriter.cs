using Newtonsoft.Json;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Gateway.Frames;

/// <summary>Writes how old records of a conversation were summarised.</summary>
internal static class RetentionWriter
{
    public static void Write(Retention retention, string summary, JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("id", retention.Id);
        json.Member("agentName", retention.AgentName);
        json.Member("createdAt", Frame.Time(retention.CreatedAt));
        json.Member("kind", "compaction");
        json.Member("reason", "record-count");
        json.WritePropertyName("trigger");
        json.WriteStartObject();
        json.Member("model", retention.Model);
        json.Member("activeRecordCount", retention.ActiveRecords);
        json.Member("recordThreshold", retention.Threshold);
        json.WriteEndObject();
        json.Member("recordsCompacted", retention.Superseded.Length);
        json.Member("recordsRetained", retention.Retained);
        json.WritePropertyName("summaryRecord");
        RecordWriter.Write(new ConversationText(retention.Summary, Compactions.SummaryMessage, summary, []), json);
        json.Member("supersededRecordIds", retention.Superseded);
        json.Member("insertBeforeRecordId", retention.BeforeRecordId);
        json.WriteEndObject();
    }
}
