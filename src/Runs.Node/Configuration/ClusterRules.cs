using System.Globalization;
using Runs.Gateway.Nodes;
using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;
using Runs.Runtime.Nodes;

namespace Runs.Node.Configuration;

/// <summary>What the settings of a node demand of each other, so that a mistake is told with its file and line and not by what comes of it.</summary>
internal static class ClusterRules
{
    // What a node is called when nobody says so: two of them would end each other.
    private const string Anybody = "local";

    private static readonly KeyPath Kind = "runs.journal.kind";
    private static readonly KeyPath Connection = "runs.journal.postgres.connection";
    private static readonly KeyPath NodeName = "runs.node.name";
    private static readonly KeyPath Address = "runs.cluster.address";
    private static readonly KeyPath Listen = "runs.cluster.listen";
    private static readonly KeyPath Secret = "runs.cluster.secret";
    private static readonly KeyPath Lease = "runs.cluster.lease";
    private static readonly KeyPath RenewEvery = "runs.cluster.renew-every";
    private static readonly KeyPath Heartbeat = "runs.cluster.heartbeat";
    private static readonly KeyPath Certificate = "runs.cluster.tls.certificate";
    private static readonly KeyPath ClientUrl = "runs.cluster.client-url";
    private static readonly KeyPath ArtifactKindKey = "runs.artifacts.kind";
    private static readonly KeyPath ArtifactDirectory = "runs.artifacts.directory";

    /// <summary>Judges what a node needs that serves.</summary>
    /// <exception cref="ConfigException">They contradict each other, or something is missing.</exception>
    public static void Check(NodeOptions options, Config config)
    {
        if (options.JournalKind == JournalKind.Postgres)
            CheckShared(options, options.System.Runtime.Cluster, config);
        else
            CheckAlone(options, config);
    }

    private static void CheckAlone(NodeOptions options, Config config)
    {
        if (options.System.Runtime.Cluster.Address.Length > 0)
            throw config.Invalid(Address, $"empty while {Kind} is sqlite, which has one node (set {Kind} = postgres)");
        if (options.Artifacts.Kind == ArtifactKind.Database)
            throw config.Invalid(ArtifactKindKey, $"auto or directory while {Kind} is sqlite");
    }

    private static void CheckShared(NodeOptions options, ClusterOptions cluster, Config config)
    {
        Demand(options.Postgres.Connection, Connection, "such as \"Host=db.example;Database=runs;Username=runs\" (--connection, or RUNS_CONNECTION in the environment)", config);
        Demand(cluster.Address, Address, "where other nodes reach this one, host:port (--node-address; 127.0.0.1:0 where all nodes are on this machine)", config);
        Demand(options.Links.Secret, Secret, "what all nodes of the cluster know and nobody else (RUNS_CLUSTER_SECRET in the environment; `openssl rand -hex 32` makes one)", config);
        if (options.System.Runtime.NodeName == Anybody)
            throw ConfigException.Absent(config.GetOrigin(Kind), $"{Kind} is postgres, which needs a {NodeName} of this node's own (--node): a second node of the same name ends the first");
        if (!NodeAddress.TryParse(cluster.Address, out _))
            throw config.Invalid(Address, $"{NodeAddress.Expected}");
        if (cluster.ClientUrl.Length > 0 && !(Uri.TryCreate(cluster.ClientUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw config.Invalid(ClientUrl, "empty, or a URL that begins with http:// or https://");
        CheckLease(cluster, config);
        CheckLinks(options.Links, cluster, config);
        if (options.Artifacts.Kind == ArtifactKind.Directory && options.Artifacts.Directory.Length == 0)
            throw config.Invalid(ArtifactDirectory, "a directory that all nodes share, because runs.artifacts.kind is directory");
    }

    private static void CheckLease(ClusterOptions cluster, Config config)
    {
        var longest = cluster.Lease!.Value / 3;
        if (cluster.RenewEvery >= longest)
            throw config.Invalid(RenewEvery, string.Create(CultureInfo.InvariantCulture, $"less than a third of {Lease}, which is {cluster.Lease.Value.TotalSeconds:0.###}s"));
    }

    private static void CheckLinks(NodeLinkOptions links, ClusterOptions cluster, Config config)
    {
        var listen = links.Listen.Length > 0 ? Listen : Address;
        if ((links with { Listen = links.Listen.Length > 0 ? links.Listen : cluster.Address }).Refuse() is not { } refused)
            return;
        var key = refused.Code switch
        {
            LinkCodes.Address => listen,
            LinkCodes.WeakSecret => Secret,
            LinkCodes.Certificate => Certificate,
            _ => Heartbeat,
        };
        throw ConfigException.Malformed(config.GetOrigin(key), $"{key}: {refused.Message.TrimEnd('.')}");
    }

    private static void Demand(string value, KeyPath key, string what, Config config)
    {
        if (value.Length == 0)
            throw ConfigException.Absent(config.GetOrigin(Kind), $"{Kind} is postgres, which needs {key}: {what}");
    }
}
