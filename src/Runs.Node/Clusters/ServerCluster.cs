using Newtonsoft.Json.Linq;
using Runs.Node.Client;
using Runs.Node.CommandLine;

namespace Runs.Node.Clusters;

/// <summary>A cluster, as one of its nodes sees it.</summary>
/// <param name="connection">The node. Its connection is closed with this.</param>
internal sealed class ServerCluster(ServerConnection connection) : IClusterSource
{
    /// <inheritdoc/>
    public async Task<SeenCluster> Look() => ClusterDocuments.Read(Require(await connection.Get("cluster")));

    /// <summary>Lets a node hand its runs over.</summary>
    public async Task Drain(string node) => Require(await connection.Post($"cluster/nodes/{Uri.EscapeDataString(node)}/drain", []));

    /// <summary>Raises the journal's format; <see langword="null"/> for a journal that knows one alone.</summary>
    public async Task<(int? Format, bool WasRaised)> Finalize()
    {
        var said = Require(await connection.Post("cluster/finalize", []));
        return ((int?)said["format"], (bool?)said["raised"] ?? false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JObject Require(ServerReply reply) => reply.Error is { } error ? throw UserError.Of(error) : reply.Body;
}
