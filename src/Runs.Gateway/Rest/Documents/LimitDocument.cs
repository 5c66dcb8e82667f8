using Newtonsoft.Json;
using Runs.Actors.Queues.Views;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>A named limit.</summary>
internal static class LimitDocument
{
    private static readonly ObjectSchema Holder = new(
        SchemaMember.Required("runId", CommonParameters.RunId),
        SchemaMember.Required("slot", new NumberSchema()),
        SchemaMember.Optional("stepId", new TextSchema { Description = "The place of the step whose attempt holds it; left out when the run itself does." }))
    { Name = "SlotHolder" };

    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("name", new TextSchema()),
        SchemaMember.Required("slots", new NumberSchema { Description = "How many it has." }),
        SchemaMember.Required("used", new NumberSchema { Description = "How many are held." }),
        SchemaMember.Required("holders", new ArraySchema(Holder)))
    { Name = "Limit", Description = "A named limit, with those who hold its slots and whom you may see." };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, LimitView limit)
    {
        json.Member("name", limit.Name);
        json.Member("slots", limit.Slots);
        json.Member("used", limit.Used);
        json.Objects("holders", limit.Holders, (own, holder) =>
        {
            own.Member("runId", holder.RunId);
            own.Member("slot", holder.Slot);
            own.Member("stepId", holder.Step.Length == 0 ? null : holder.Step);
        });
    }
}
