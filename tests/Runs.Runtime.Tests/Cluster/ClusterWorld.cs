using System.Text;
using Runs.Runtime.Entities;
using Runs.TestKit.Journal;
using Runs.TestKit.Links;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Cluster;

/// <summary>Some nodes over one journal and one network, on virtual time.</summary>
public sealed class ClusterWorld
{
    public const int Shards = 32;

    public ClusterWorld(ulong seed = 1, params string[] nodes)
    {
        Kernel = new SimulationKernel(seed);
        Journal = new SimulatedJournal(Kernel, Shards);
        Network = new SimulatedNetwork(Kernel);
        Nodes = [.. (nodes.Length == 0 ? ["a", "b", "c"] : nodes).Select(name => new ClusterNode(Kernel, Journal, Network, name))];
    }

    public SimulationKernel Kernel { get; }

    public SimulatedJournal Journal { get; }

    public SimulatedNetwork Network { get; }

    public IReadOnlyList<ClusterNode> Nodes { get; }

    public ClusterNode this[int index] => Nodes[index];

    /// <summary>Starts the nodes, lets them share the shards, and runs a scenario.</summary>
    public void Run(Func<Task> scenario) => Kernel.Run(async () =>
    {
        foreach (var node in Nodes)
            node.Start();
        await Settled(Nodes);
        await scenario();
    });

    /// <summary>Waits until these nodes own all shards.</summary>
    public async Task Settled(IReadOnlyList<ClusterNode> nodes)
    {
        var last = -1;
        // Shards that move twice are on their way for a while; so all must be there at two looks in a row.
        await Until(() => nodes.Sum(node => node.Owned) == Shards && nodes.All(node => node.Owned > 0) && Same(), $"{string.Join(", ", nodes.Select(node => node.Name))} own all shards", TimeSpan.FromMinutes(1));

        // And the others have to see it.
        await Pass(TimeSpan.FromSeconds(3));

        bool Same()
        {
            var now = nodes.Aggregate(0, (hash, node) => (hash * 31) + node.Owned);
            var isSame = now == last;
            last = now;
            return isSame;
        }
    }

    /// <summary>Lets virtual time pass until something holds; the failure names what didn't.</summary>
    public async Task Until(Func<bool> holds, string what, TimeSpan? within = null)
    {
        var deadline = Kernel.Now + (within ?? TimeSpan.FromMinutes(5));
        while (!holds())
        {
            Kernel.Now.ShouldBeLessThan(deadline, $"{what}: it never happened ({string.Join(", ", Nodes.Select(node => $"{node.Name} {node.Owned}"))})");
            await Pass(TimeSpan.FromMilliseconds(100));
        }
    }

    public Task Pass(TimeSpan time) => Task.Delay(time, Kernel.World.Time);

    /// <summary>What the journal holds of a counter: each command with what it added.</summary>
    public async Task<IReadOnlyList<string>> Stored(string counter)
    {
        var id = new EntityId("counter", counter);
        if (await Journal.Contents.Find(id, default) is not { } head)
            return [];
        var stored = await Journal.Contents.Read(head.StreamKey, 0, int.MaxValue, default);
        Checkers.JournalChecker.Check(id, stored);
        return [.. stored.SelectMany(append => Encoding.UTF8.GetString(append.Data.Span).Split('\n'))];
    }

    /// <summary>Counters whose shards these nodes own, one for each.</summary>
    public string CounterOf(ClusterNode owner) =>
        Enumerable.Range(0, 10_000).Select(i => $"n{i}").First(counter => owner.Node!.Peers.OwnerOf(new EntityId("counter", counter)) == owner.Node.Incarnation.Number);
}
