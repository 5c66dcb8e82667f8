using Newtonsoft.Json;
using Runs.Actors.Subscriptions;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Rest.Documents;

/// <summary>Where a run stands in its queue.</summary>
internal static class PlaceDocument
{
    public static void WriteMembers(JsonWriter json, RunUpdate.Placed placed)
    {
        json.Member("afterSeq", placed.AfterSeq);
        json.Member("position", placed.Place.Position);
        json.Member("waiting", placed.Place.Waiting);
        json.Member("active", placed.Place.Active);
        json.Member("limit", placed.Place.Limit);
    }
}
