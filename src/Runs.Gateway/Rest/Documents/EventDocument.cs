using Newtonsoft.Json;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
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
        SchemaMember.Required("event", new MapSchema { Description = "The event: its type, then what docs/events.md says." }),
        SchemaMember.Optional("shortened", new FlagSchema { Description = "Its long texts are cut, because it is larger than maxBytes." }))
    { Name = "Event" };

    /// <summary>Writes the members of an event of a page.</summary>
    public static void WriteMembers(JsonWriter json, StoredEvent stored)
    {
        Write(json, stored.Seq, stored.At, stored.Shortened ?? EventJson.Of(stored.Event));
        if (stored.Shortened is not null)
            json.Member("shortened", true);
    }

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, long seq, DateTimeOffset at, RunEvent raised) => Write(json, seq, at, EventJson.Of(raised));

    private static void Write(JsonWriter json, long seq, DateTimeOffset at, string raised)
    {
        json.Member("seq", seq);
        json.Time("at", at);
        json.WritePropertyName("event");
        json.WriteRawValue(raised);
    }
}
