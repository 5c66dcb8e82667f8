using Newtonsoft.Json.Linq;
using Runs.Actors.Clusters;
using Runs.Gateway.Nodes;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Node.Clusters;

/// <summary>Reads a cluster as a server writes it.</summary>
internal static class ClusterDocuments
{
    /// <summary>The whole document.</summary>
    public static SeenCluster Read(JObject document)
    {
        var snapshot = new ClusterSnapshot([.. Items(document, "nodes").Select(Node)], [.. Items(document, "shards").Select(Shard)])
        {
            Format = (int?)document["format"],
            NewestFormat = (int?)document["newestFormat"],
            Unserved = (int?)document["unserved"] ?? 0,
            Stranded = (int?)document["stranded"] ?? 0,
            Lag = Time(document, "lagMs", TimeSpan.TicksPerMillisecond),
        };
        return new SeenCluster(snapshot, (long?)document["answeredBy"], [.. Items(document, "links").Select(Link)]);
    }

    private static ClusterNode Node(JObject node)
    {
        var record = new NodeRecord(Life(node, "name"), Text(node, "address"), Word<NodePhase>(node, "phase"), Time(node, "leaseLeftMs", TimeSpan.TicksPerMillisecond))
        {
            ClientUrl = Text(node, "clientUrl"),
            Version = Text(node, "version"),
            NewestFormat = (int?)node["newestFormat"] ?? 0,
            SinceRenewal = Time(node, "sinceRenewalMs", TimeSpan.TicksPerMillisecond),
        };
        return new ClusterNode(record, (int?)node["shards"] ?? 0);
    }

    private static ShardRecord Shard(JObject shard) =>
        new((int?)shard["shard"] ?? 0, (long?)shard["epoch"] ?? 0, (long?)shard["incarnation"] ?? 0);

    private static LinkState Link(JObject link) => new(Life(link, "node"), Address: "", Word<LinkChannel>(link, "channel"))
    {
        IsConnected = (bool?)link["connected"] ?? false,
        QueuedBytes = (long?)link["queuedBytes"] ?? 0,
        DroppedFrames = (long?)link["droppedFrames"] ?? 0,
        RoundTrip = Time(link, "roundTripUs", TimeSpan.TicksPerMicrosecond),
        Trouble = (string?)link["trouble"],
    };

    private static NodeIncarnation Life(JObject within, string name) => new(Text(within, name), (long?)within["incarnation"] ?? 0);

    private static T Word<T>(JObject within, string name)
        where T : struct, Enum => Enum.TryParse<T>(Text(within, name), ignoreCase: true, out var value) ? value : default;

    private static TimeSpan? Time(JObject within, string name, long ticks) => (long?)within[name] is { } number ? TimeSpan.FromTicks(number * ticks) : null;

    private static IEnumerable<JObject> Items(JObject within, string name) => (within[name] as JArray ?? []).OfType<JObject>();

    private static string Text(JObject within, string name) => (string?)within[name] ?? "";
}
