using Newtonsoft.Json.Linq;
using Runs.Cluster.Tests.Harness;
using Runs.Node.Tests.Support;
using Runs.TestDatabase;

namespace Runs.Node.Tests.Clusters;

/// <summary>Tests of real nodes that share a schema of a real database. Each node has a data directory of its own in the workspace.</summary>
public abstract class ClusterTest : IAsyncLifetime
{
    private protected const string Secret = "0123456789abcdefghij0123456789ABCDEFGHIJ";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "runs");

    private protected Workspace Here { get; } = new();

    private protected string Schema { get; } = SharedDatabase.NewSchema();

    private protected ThrowAwayPostgres Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await SharedDatabase.Get();
        Here.Environment["RUNS_CONNECTION"] = Database.TcpConnection();
        Here.Environment["RUNS_CLUSTER_SECRET"] = Secret;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Here.DisposeAsync();
    }

    /// <summary>Starts a node that isn't waited for.</summary>
    private protected RunningProcess Begin(string name, params string[] more)
    {
        string[] own = more.Contains("--port") ? [] : ["--port", "0"];
        return Here.StartProgram(Program, ["serve", "--journal", "postgres", "--schema", Schema, "--node", name, "--node-address", "127.0.0.1:0", "--data", Here.Path($"node-{name}"), .. own, .. more]);
    }

    /// <summary>Starts a node, and waits until it is ready.</summary>
    private protected async Task<Node> Serve(string name, params string[] more)
    {
        var process = Begin(name, more);
        var said = await process.WaitForOut("\n");
        said.ShouldStartWith("listening on http://127.0.0.1:");
        var node = new Node(name, process, said["listening on ".Length..].TrimEnd());
        await Ready(node, "ready");
        return node;
    }

    /// <summary>Starts nodes, and waits until every one has its share.</summary>
    private protected async Task<Node[]> ServeAll(params string[] names)
    {
        var nodes = await Task.WhenAll(names.Select(name => Serve(name)));
        await Seen(nodes[0], "every node has its share", lines => names.All(name => Shards(lines, name) >= 50));
        return nodes;
    }

    /// <summary>Waits until a node says of itself that it is in a state.</summary>
    private protected static async Task Ready(Node node, string state)
    {
        using var http = new HttpClient();
        var said = "";
        await Eventually.Holds(
            async () => (said = await (await http.GetAsync(new Uri($"{node.Url}/ready"))).Content.ReadAsStringAsync()).Contains($"\"{state}\""),
            () => $"node {node.Name} says {state}; it said {said}");
    }

    /// <summary>Waits until the cluster looks so at a node.</summary>
    private protected async Task Seen(Node at, string what, Func<IReadOnlyList<JObject>, bool> isSo)
    {
        IReadOnlyList<JObject> lines = [];
        await Eventually.Holds(async () => isSo(lines = await Cluster(at)), () => $"{what}; seen is {string.Join('\n', lines)}");
    }

    /// <summary>What runs cluster shows.</summary>
    private protected async Task<IReadOnlyList<JObject>> Cluster(Node at) => (await Run("cluster", "--json", "--url", at.Url)).Exited(0).Json;

    private protected static int Shards(IReadOnlyList<JObject> lines, string node) => (int?)Find(lines, node)?["shards"] ?? 0;

    private protected static JObject? Find(IReadOnlyList<JObject> lines, string node) =>
        lines.SingleOrDefault(line => (string?)line["type"] == "node" && (string?)line["name"] == node);

    /// <summary>Starts a verb.</summary>
    private protected RunningProcess Start(params string[] arguments) => Here.StartProgram(Program, arguments);

    /// <summary>Lets a verb do its work.</summary>
    private protected Task<FinishedProcess> Run(params string[] arguments)
    {
        var started = Start(arguments);
        started.Input.Close();
        return started.Exit();
    }

    /// <summary>Everything that a node has logged.</summary>
    private protected string Logged(string name) =>
        File.Exists(Path.Combine(Here.Path($"node-{name}"), "runs.log")) ? File.ReadAllText(Path.Combine(Here.Path($"node-{name}"), "runs.log")) : "";

    private protected sealed record Node(string Name, RunningProcess Process, string Url);
}
