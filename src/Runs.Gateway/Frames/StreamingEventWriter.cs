using Newtonsoft.Json;
using Runs.Actors.Frames;

namespace Runs.Gateway.Frames;

/// <summary>Writes what an agent shows while it works.</summary>
internal static class StreamingEventWriter
{
    /// <summary>Writes the member <c>event</c>.</summary>
    public static void Write(StreamingEvent shown, JsonWriter json)
    {
        json.WritePropertyName("event");
        json.WriteStartObject();
        json.Member("type", shown.Type);
        switch (shown)
        {
            case StreamingEvent.StepStart:
                break;
            case StreamingEvent.Text text:
                json.Member("text", text.Delta);
                break;
            case StreamingEvent.ThinkingStart start:
                json.Member("id", start.Id);
                break;
            case StreamingEvent.Thinking thinking:
                json.Member("id", thinking.Id);
                json.Member("text", thinking.Delta);
                break;
            case StreamingEvent.ThinkingEnd end:
                json.Member("id", end.Id);
                break;
            case StreamingEvent.ToolCall call:
                json.Member("toolCallId", call.Id);
                json.Member("toolName", call.Name);
                json.Member("args", call.Args);
                break;
            case StreamingEvent.ToolResult result:
                json.Member("toolCallId", result.Id);
                json.Member("toolName", result.Name);
                json.Member("output", result.Output);
                json.Member("status", result.Error is null ? "completed" : "error");
                json.Member("error", result.Error);
                break;
            case StreamingEvent.Retained retained:
                json.WritePropertyName("event");
                RetentionWriter.Write(retained.Event, retained.Summary, json);
                break;
            case StreamingEvent.Done done:
                json.Member("result", done.Result);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shown), shown.Type, "This event has no form on the wire.");
        }

        json.WriteEndObject();
    }
}
