using Runs.Actors;
using Runs.Domain;
using Runs.Gateway.Nodes;
using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Logging;
using Runs.Runtime.Links;
using Runs.Runtime.Nodes;

namespace Runs.Node.Hosting;

/// <summary>Where a node stands among others: its wires to them, and what it says of itself in the table of nodes. One that is alone has neither.</summary>
/// <param name="Cluster">What it says of itself.</param>
/// <param name="Sockets">The wires; <see langword="null"/> for a node that is alone.</param>
internal sealed record ClusterPlace(ClusterOptions Cluster, WebSocketLinks? Sockets) : IAsyncDisposable
{
    /// <summary>Nobody shares the journal.</summary>
    public static ClusterPlace Alone { get; } = new(new ClusterOptions(), Sockets: null);

    /// <summary>The wires, such as they are.</summary>
    public INodeLinks Links => Sockets is null ? NoLinks.Instance : Sockets;

    /// <summary>Takes the port for other nodes, so that this one can say where it is reached when it joins.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="clientUrl">Where clients reach it, unless the configuration says so.</param>
    /// <param name="log">Hears what becomes of links.</param>
    /// <exception cref="UserError">The port is taken, or the links are refused.</exception>
    public static async Task<ClusterPlace> Take(NodeOptions options, string clientUrl, NodeLog log)
    {
        var cluster = options.System.Runtime.Cluster;
        var listen = options.Links.Listen.Length > 0 ? options.Links.Listen : cluster.Address;
        var sockets = await Listen(options.Links with { Listen = listen }, log);
        return new ClusterPlace(
            cluster with
            {
                Address = Reached(cluster.Address, sockets.BoundAddress),
                ClientUrl = cluster.ClientUrl.Length > 0 ? cluster.ClientUrl : clientUrl,
                Version = ProgramVersion.Text,
            },
            sockets);
    }

    /// <summary>The engine's options for a node that stands here.</summary>
    public RunSystemOptions Of(RunSystemOptions system) => system with { Runtime = system.Runtime with { Cluster = Cluster } };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Sockets?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<WebSocketLinks> Listen(NodeLinkOptions options, NodeLog log)
    {
        if (options.Refuse() is { } refusal)
            throw UserError.Of(refusal);
        try
        {
            return await WebSocketLinks.Listen(options, TimeProvider.System, log);
        }
        catch (IOException error)
        {
            throw new UserError("cluster.address", $"Can't listen for other nodes on {options.Listen}: {error.Message} Choose another address with --node-address or --node-listen.");
        }
    }

    /// <summary>The address that others are told: with the port that was bound, where any was right.</summary>
    private static string Reached(string address, string bound)
    {
        var told = Parse(address);
        return (told.Port == 0 ? told with { Port = Parse(bound).Port } : told).ToString();
    }

    private static NodeAddress Parse(string address) =>
        NodeAddress.TryParse(address, out var parsed) ? parsed : throw new InvalidOperationException($"{address} is no address.");
}
