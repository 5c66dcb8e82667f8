using Newtonsoft.Json;
using Runs.Actors.Subscriptions;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>A page of events.</summary>
internal static class EventPageDocument
{
    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("events", new ArraySchema(EventDocument.Schema)),
        SchemaMember.Optional("next", new NumberSchema { Description = "To be given as afterSeq; left out when there is nothing more." }),
        SchemaMember.Required("seq", new NumberSchema { Description = "The sequence number of the run's last event." }))
    { Name = "EventPage" };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, EventPage page)
    {
        json.Objects("events", page.Events, EventDocument.WriteMembers);
        if (page.HasMore)
            json.Member("next", page.PassedSeq);
        json.Member("seq", page.LastSeq);
    }
}
