using System.Buffers;
using System.Text;
using Newtonsoft.Json;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>An event, as the journal has it, with its number and its time.</summary>
internal static class EventDocument
{
    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("seq", new NumberSchema { Description = "Its sequence number in the run." }),
        SchemaMember.Required("at", TextSchema.Time("When it was decided.")),
        SchemaMember.Required("event", new MapSchema { Description = "The event: its type, then what docs/events.md says." })) { Name = "Event" };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, long seq, DateTimeOffset at, RunEvent raised)
    {
        json.Member("seq", seq);
        json.Time("at", at);
        json.WritePropertyName("event");
        json.WriteRawValue(Encode(raised));
    }

    /// <summary>The events of one append are an array; this is its only element.</summary>
    private static string Encode(RunEvent raised)
    {
        var encoded = new ArrayBufferWriter<byte>();
        RunEventCodec.Encode(encoded, [raised]);
        return Encoding.UTF8.GetString(encoded.WrittenSpan[1..^1]);
    }
}
