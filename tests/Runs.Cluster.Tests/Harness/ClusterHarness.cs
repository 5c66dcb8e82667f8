using System.Security.Cryptography;

namespace Runs.Cluster.Tests.Harness;

/// <summary>Several real nodes on one database. Nothing of them outlives the test.</summary>
internal sealed class ClusterHarness : IAsyncDisposable
{
    private readonly DirectoryInfo _shared = Directory.CreateTempSubdirectory("runs-cluster-");
    private readonly List<ClusterNode> _nodes = [];

    private ClusterHarness(ClusterDatabase database) => Database = database;

    /// <summary>The nodes, in the order in which they have joined.</summary>
    public IReadOnlyList<ClusterNode> Nodes => _nodes;

    /// <summary>The database that they share.</summary>
    public ClusterDatabase Database { get; }

    /// <summary>A directory that all nodes see.</summary>
    public string Shared => _shared.FullName;

    /// <summary>Starts a cluster, and waits until every node is ready and has its share.</summary>
    public static async Task<ClusterHarness> Start(SharedServer server, ClusterOptions? options = null)
    {
        var cluster = new ClusterHarness(await server.NewDatabase());
        try
        {
            await cluster.StartNodes(options ?? new ClusterOptions());
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a file that all nodes see; the result is its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Shared, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Waits until the shards are with these nodes and no others, each with some.</summary>
    public async Task Share(params IReadOnlyCollection<ClusterNode> nodes)
    {
        IReadOnlyDictionary<string, long> now = new Dictionary<string, long>();
        await Eventually.Holds(
            async () =>
            {
                now = await Database.ShardsOfNodes();
                return now.Values.Sum() == 256 && nodes.All(node => now.GetValueOrDefault(node.Name) > 0) && now.Count == nodes.Count;
            },
            () => $"the shards are with {string.Join(", ", nodes.Select(node => node.Name))} alone, and are with {string.Join(", ", now.Select(node => $"{node.Key}: {node.Value}"))}.\n{Story()}");
    }

    /// <summary>What all nodes and the database have said of themselves, for a test that fails.</summary>
    public string Story() => $"{string.Join('\n', _nodes.Select(node => node.Story()))}\n--- database\n{string.Join('\n', File.ReadLines(Database.Server.Log).TakeLast(15))}";

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await Database.Drop();
        _shared.Delete(recursive: true);
    }

    private async Task StartNodes(ClusterOptions options)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var config = Write("nodes.conf", Workload.ClusterStrategies.Configuration);
        for (var number = 1; number <= options.Nodes; number++)
        {
            // One after the other: the newer dials the older, so that the proxy of the second stands between it and the third alone.
            var node = Make($"n{number}", secret, config, options);
            _nodes.Add(node);
            await node.Start();
            await node.Ready();
        }

        await Share([.. _nodes]);
    }

    private ClusterNode Make(string name, string secret, string config, ClusterOptions options)
    {
        var listen = FreePort.Next();
        var link = options.HasProxies ? new CuttableProxy(listen) : null;
        var database = options.HasProxies ? new CuttableProxy(Database.Server.Port) : null;
        string[] arguments =
        [
            "--config", config, "--journal", "postgres", "--node", name,
            "--node-address", $"127.0.0.1:{link?.Port ?? listen}", "--node-listen", $"127.0.0.1:{listen}",
            // Runs anywhere are the harder case.
            "--set", "runs.cluster.local-attempts=0",
            .. options.Settings.SelectMany(setting => (string[])["--set", setting]),
        ];
        var environment = new Dictionary<string, string>
        {
            ["RUNS_CONNECTION"] = database is null ? Database.Connection : Database.ConnectionBy(database),
            ["RUNS_CLUSTER_SECRET"] = secret,
        };
        return new ClusterNode(name, arguments, environment) { Link = link, Database = database };
    }
}
