using Runs.Actors.Clusters;
using Runs.Gateway.Nodes;
using Runs.Node.Terminal;
using Runs.Runtime.Shards;

namespace Runs.Node.Clusters;

/// <summary>A cluster as JSON, one object a line: each node, each link of the node that has answered, each shard if they are wanted, and the whole last.</summary>
internal static class ClusterLines
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, SeenCluster cluster, bool withShards)
    {
        foreach (var node in cluster.Snapshot.Nodes)
            output.WriteLine(Of(node));
        foreach (var link in cluster.Links)
            output.WriteLine(Of(link));
        var names = cluster.Snapshot.Nodes.ToDictionary(node => node.Record.Incarnation.Number, node => node.Name);
        foreach (var shard in withShards ? cluster.Snapshot.Shards : [])
            output.WriteLine(Of(shard, names));
        output.WriteLine(Of(cluster));
    }

    private static JsonLine Of(ClusterNode node)
    {
        var record = node.Record;
        var line = JsonLine.Of("node")
            .With("name", node.Name)
            .With("incarnation", record.Incarnation.Number)
            .With("phase", record.Phase.ToString().ToLowerInvariant())
            .WithFlag("live", record.IsLive)
            .With("shards", node.Shards)
            .With("address", Said(record.Address))
            .With("clientUrl", Said(record.ClientUrl))
            .With("version", Said(record.Version));
        if (record.NewestFormat > 0)
            line.With("newestFormat", record.NewestFormat);
        Milliseconds(line, "leaseLeftMs", record.LeaseLeft);
        Milliseconds(line, "sinceRenewalMs", record.SinceRenewal);
        return line;
    }

    private static JsonLine Of(LinkState link)
    {
        var line = JsonLine.Of("link")
            .With("node", link.Peer.Node)
            .With("incarnation", link.Peer.Number)
            .With("channel", link.Channel.ToString().ToLowerInvariant())
            .WithFlag("connected", link.IsConnected)
            .With("queuedBytes", link.QueuedBytes)
            .With("droppedFrames", link.DroppedFrames)
            .With("trouble", link.Trouble);
        return link.RoundTrip is { } time ? line.With("roundTripUs", (long)time.TotalMicroseconds) : line;
    }

    private static JsonLine Of(ShardRecord shard, Dictionary<long, string> names)
    {
        var line = JsonLine.Of("shard").With("shard", shard.Shard).With("epoch", shard.Epoch).With("node", names.GetValueOrDefault(shard.Owner));
        return shard.Owner == 0 ? line : line.With("incarnation", shard.Owner);
    }

    private static JsonLine Of(SeenCluster cluster)
    {
        var (snapshot, line) = (cluster.Snapshot, JsonLine.Of("cluster"));
        line.With("shards", snapshot.Shards.Length).With("unserved", snapshot.Unserved).With("stranded", snapshot.Stranded);
        Milliseconds(line, "lagMs", snapshot.Lag);
        if (snapshot.Format is { } format)
            line.With("format", format);
        if (snapshot.NewestFormat is { } newest)
            line.With("newestFormat", newest);
        return cluster.AnsweredBy is { } life ? line.With("answeredBy", life) : line;
    }

    private static string? Said(string text) => text.Length == 0 ? null : text;

    private static void Milliseconds(JsonLine line, string name, TimeSpan? time)
    {
        if (time is { } known)
            line.With(name, (long)known.TotalMilliseconds);
    }
}
