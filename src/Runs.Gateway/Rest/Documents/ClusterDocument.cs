using Newtonsoft.Json;
using Runs.Actors.Clusters;
using Runs.Gateway.Frames;
using Runs.Gateway.Nodes;
using Runs.Gateway.Rest.Schemas;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Rest.Documents;

/// <summary>The nodes of a journal, as one of them sees them.</summary>
internal static class ClusterDocument
{
    private static readonly ObjectSchema Node = new(
        SchemaMember.Required("name", new TextSchema()),
        SchemaMember.Required("incarnation", new NumberSchema { Description = "Its life: greater than every earlier one of all nodes." }),
        SchemaMember.Required("phase", TextSchema.OneOf("joining", "up", "draining", "gone")),
        SchemaMember.Required("live", new FlagSchema { Description = "Whether its lease holds, by the database's clock." }),
        SchemaMember.Required("shards", new NumberSchema { Description = "How many it owns." }),
        SchemaMember.Optional("address", new TextSchema { Description = "Where other nodes reach it." }),
        SchemaMember.Optional("clientUrl", new TextSchema { Description = "Where clients reach it." }),
        SchemaMember.Optional("version", new TextSchema { Description = "Of its program." }),
        SchemaMember.Optional("newestFormat", new NumberSchema { Description = "The newest format of the journal that it knows." }),
        SchemaMember.Optional("leaseLeftMs", new NumberSchema { Least = -NumberSchema.MaxSafe, Description = "How long its lease lasts; less than 0 when it has run out." }),
        SchemaMember.Optional("sinceRenewalMs", new NumberSchema { Description = "How long ago it renewed its lease." }))
    { Name = "ClusterNode" };

    private static readonly ObjectSchema Shard = new(
        SchemaMember.Required("shard", new NumberSchema()),
        SchemaMember.Required("epoch", new NumberSchema { Description = "How often it has changed hands." }),
        SchemaMember.Optional("node", new TextSchema { Description = "Who owns it." }),
        SchemaMember.Optional("incarnation", new NumberSchema { Description = "Which life of that node." }))
    { Name = "Shard" };

    private static readonly ObjectSchema Link = new(
        SchemaMember.Required("node", new TextSchema { Description = "To whom." }),
        SchemaMember.Required("incarnation", new NumberSchema()),
        SchemaMember.Required("channel", TextSchema.OneOf("control", "live")),
        SchemaMember.Required("connected", new FlagSchema()),
        SchemaMember.Required("queuedBytes", new NumberSchema()),
        SchemaMember.Required("droppedFrames", new NumberSchema()),
        SchemaMember.Optional("roundTripUs", new NumberSchema { Description = "How long the last heartbeat took there and back, in microseconds." }),
        SchemaMember.Optional("trouble", new TextSchema { Description = "The code of what went wrong last." }))
    { Name = "NodeLink" };

    /// <summary>Its schema.</summary>
    public static ObjectSchema Schema { get; } = new(
        SchemaMember.Required("answeredBy", new NumberSchema { Description = "The incarnation of the node that answers, whose links these are." }),
        SchemaMember.Required("nodes", new ArraySchema(Node)),
        SchemaMember.Required("shards", new ArraySchema(Shard)),
        SchemaMember.Required("links", new ArraySchema(Link)),
        SchemaMember.Required("unserved", new NumberSchema { Description = "How many shards no living node owns." }),
        SchemaMember.Required("stranded", new NumberSchema { Most = ClusterReader.MostStranded, Description = "How many runs in them have something to do." }),
        SchemaMember.Optional("lagMs", new NumberSchema { Description = "The longest time for which an owner of shards hasn't renewed its lease." }),
        SchemaMember.Optional("format", new NumberSchema { Description = "The format in which the journal is written." }),
        SchemaMember.Optional("newestFormat", new NumberSchema { Description = "The newest that the node that answers knows." }))
    { Name = "Cluster", Description = "The nodes of a journal, and who owns which part of its runs." };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, long answeredBy, ClusterSnapshot cluster, IReadOnlyList<LinkState> links)
    {
        var names = cluster.Nodes.ToDictionary(node => node.Record.Incarnation.Number, node => node.Name);
        json.Member("answeredBy", answeredBy);
        json.Objects("nodes", cluster.Nodes, WriteNode);
        json.Objects("shards", cluster.Shards, (own, shard) => WriteShard(own, shard, names));
        json.Objects("links", links, WriteLink);
        json.Member("unserved", cluster.Unserved);
        json.Member("stranded", cluster.Stranded);
        json.Milliseconds("lagMs", cluster.Lag);
        json.Optional("format", cluster.Format);
        json.Optional("newestFormat", cluster.NewestFormat);
    }

    /// <summary>Writes a node.</summary>
    public static void WriteNode(JsonWriter json, ClusterNode node)
    {
        var record = node.Record;
        json.Member("name", node.Name);
        json.Member("incarnation", record.Incarnation.Number);
        json.Member("phase", record.Phase.ToString().ToLowerInvariant());
        json.Member("live", record.IsLive);
        json.Member("shards", node.Shards);
        json.Member("address", Said(record.Address));
        json.Member("clientUrl", Said(record.ClientUrl));
        json.Member("version", Said(record.Version));
        json.Optional("newestFormat", record.NewestFormat == 0 ? null : record.NewestFormat);
        json.Milliseconds("leaseLeftMs", record.LeaseLeft);
        json.Milliseconds("sinceRenewalMs", record.SinceRenewal);
    }

    private static void WriteShard(JsonWriter json, ShardRecord shard, Dictionary<long, string> names)
    {
        json.Member("shard", shard.Shard);
        json.Member("epoch", shard.Epoch);
        json.Member("node", names.GetValueOrDefault(shard.Owner));
        json.Optional("incarnation", shard.Owner == 0 ? null : shard.Owner);
    }

    private static void WriteLink(JsonWriter json, LinkState link)
    {
        json.Member("node", link.Peer.Node);
        json.Member("incarnation", link.Peer.Number);
        json.Member("channel", link.Channel.ToString().ToLowerInvariant());
        json.Member("connected", link.IsConnected);
        json.Member("queuedBytes", link.QueuedBytes);
        json.Member("droppedFrames", link.DroppedFrames);
        json.Optional("roundTripUs", link.RoundTrip is { } time ? (long)time.TotalMicroseconds : null);
        json.Member("trouble", link.Trouble);
    }

    private static string? Said(string text) => text.Length == 0 ? null : text;

    private static void Milliseconds(this JsonWriter json, string name, TimeSpan? time) => json.Optional(name, time is { } known ? (long)known.TotalMilliseconds : null);

    private static void Optional(this JsonWriter json, string name, long? value)
    {
        if (value is { } known)
            json.Member(name, known);
    }
}
