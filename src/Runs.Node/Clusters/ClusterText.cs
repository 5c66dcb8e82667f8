using System.Globalization;
using Runs.Actors.Clusters;
using Runs.Gateway.Nodes;
using Runs.Node.Reading;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Node.Clusters;

/// <summary>A cluster as tables, for people.</summary>
internal static class ClusterText
{
    private const string None = "-";

    /// <summary>The nodes, what is wrong with the links between them, and what no node does.</summary>
    public static void Write(TextWriter output, SeenCluster cluster)
    {
        TextTable.Write(output, [["NODE", "LIFE", "STATE", "SHARDS", "RENEWED", "LEASE", "LINK", "ADDRESS", "CLIENTS", "VERSION"], .. cluster.Snapshot.Nodes.Select(node => Cells(node, cluster))]);
        output.WriteLine();
        foreach (var line in Summary(cluster.Snapshot))
            output.WriteLine(line);
    }

    /// <summary>All shards.</summary>
    public static void WriteShards(TextWriter output, ClusterSnapshot cluster)
    {
        var names = cluster.Nodes.ToDictionary(node => node.Record.Incarnation.Number, node => node.Name);
        output.WriteLine();
        TextTable.Write(output, [["SHARD", "EPOCH", "OWNER"], .. cluster.Shards.Select(shard => Cells(shard, names))]);
    }

    private static IEnumerable<string> Summary(ClusterSnapshot cluster)
    {
        if (cluster.Lag is { } lag)
            yield return $"The slowest owner renewed its lease {Seconds(lag)} ago.";
        if (cluster.Unserved > 0)
            yield return $"No living node owns {Number(cluster.Unserved)} of {Number(cluster.Shards.Length)} shards; {Number(cluster.Stranded)} runs in them have something to do.";
        if (cluster is { Format: { } format, NewestFormat: { } newest })
            yield return format < newest ? $"The journal has format {Number(format)}, and format {Number(newest)} is known: runs cluster finalize." : $"The journal has format {Number(format)}.";
    }

    private static string[] Cells(ClusterNode node, SeenCluster cluster)
    {
        var record = node.Record;
        return
        [
            node.Name,
            Number(record.Incarnation.Number),
            StateOf(record),
            Number(node.Shards),
            record is { Phase: not NodePhase.Gone, SinceRenewal: { } renewed } ? $"{Seconds(renewed)} ago" : None,
            record is { Phase: not NodePhase.Gone, LeaseLeft: { } left } ? Seconds(left) : None,
            record.Phase == NodePhase.Gone ? None : LinkTo(record.Incarnation.Number, cluster),
            Said(record.Address),
            Said(record.ClientUrl),
            Said(record.Version),
        ];
    }

    private static string[] Cells(ShardRecord shard, Dictionary<long, string> names) =>
        [Number(shard.Shard), Number(shard.Epoch), shard.Owner == 0 ? None : names.GetValueOrDefault(shard.Owner, Number(shard.Owner))];

    private static string StateOf(NodeRecord record) => record.IsLive || record.Phase == NodePhase.Gone ? record.Phase.ToString().ToLowerInvariant() : "dead";

    /// <summary>How the node that answers reaches another one.</summary>
    private static string LinkTo(long incarnation, SeenCluster cluster)
    {
        if (cluster.AnsweredBy == incarnation)
            return "answers";
        LinkState[] links = [.. cluster.Links.Where(link => link.Peer.Number == incarnation)];
        if (links.FirstOrDefault(link => !link.IsConnected) is { } broken)
            return broken.Trouble ?? "none";
        return links.FirstOrDefault(link => link.Channel == LinkChannel.Control)?.RoundTrip is { } time ? $"{time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)}ms" : links.Length > 0 ? "up" : None;
    }

    private static string Said(string text) => text.Length == 0 ? None : text;

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)}s";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
