using System.Globalization;
using Runs.Journal.Postgres;

namespace Runs.Benchmarks.Nodes;

/// <summary>Several nodes, each in a process of its own.</summary>
internal sealed class NodeProcesses : IAsyncDisposable
{
    private readonly List<NodeProcess> _nodes = [];

    /// <summary>The nodes.</summary>
    public IReadOnlyList<NodeProcess> Nodes => _nodes;

    /// <summary>The processor time of all of them.</summary>
    public TimeSpan Cpu => _nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.Cpu);

    /// <summary>Starts them, one after the other.</summary>
    public static async Task<NodeProcesses> Start(int count, PostgresJournalOptions database, string secret, NodeLoad load)
    {
        var nodes = new NodeProcesses();
        for (var number = 1; number <= count; number++)
            nodes._nodes.Add(await NodeProcess.Start(string.Create(CultureInfo.InvariantCulture, $"n{number}"), database, secret, load));
        return nodes;
    }

    /// <summary>Lets all of them do something at the same time.</summary>
    public Task All(string what) => Task.WhenAll(_nodes.Select(node => node.Do(what)));

    /// <summary>kill -9 of one, which is none of them any more.</summary>
    public async Task Kill(NodeProcess node)
    {
        await node.Kill();
        _nodes.Remove(node);
        await node.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask()));
}
