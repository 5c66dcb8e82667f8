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
            case StreamingEvent.Done done:
                json.Member("result", done.Result);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shown), shown.Type, "This event has no form on the wire.");
        }

        json.WriteEndObject();
    }
}
