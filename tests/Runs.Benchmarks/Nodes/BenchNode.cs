using Runs.Actors;
using Runs.Actors.Attempts;
using Runs.Benchmarks.Workloads;
using Runs.Domain.Identity;
using Runs.Gateway.Nodes;
using Runs.Journal.Postgres;
using Runs.Runtime.Entities;
using Runs.Runtime.Nodes;
using Runs.Runtime.Shards;

namespace Runs.Benchmarks.Nodes;

/// <summary>One node of several on one database: the engine with its real links, and no gateway.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private static readonly TimeSpan ShareWithin = TimeSpan.FromMinutes(2);

    private readonly PostgresJournalStore _journal;
    private readonly WebSocketLinks _links;

    private BenchNode(PostgresJournalStore journal, WebSocketLinks links, RunSystem system) => (_journal, _links, System) = (journal, links, system);

    /// <summary>The engine.</summary>
    public RunSystem System { get; }

    /// <summary>How long the lease of a node is: the default of the program.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(6);

    /// <summary>Joins the nodes of a database.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="database">The database.</param>
    /// <param name="secret">What the nodes know.</param>
    /// <param name="handler">What does the steps.</param>
    /// <param name="localAttempts">Below how many attempts new runs live where they are prepared.</param>
    public static async Task<BenchNode> Start(string name, PostgresJournalOptions database, string secret, IStepHandler handler, int localAttempts)
    {
        var journal = await PostgresJournalStore.Open(database);
        var links = await WebSocketLinks.Listen(new NodeLinkOptions { Listen = "127.0.0.1:0", Secret = secret });
        var parts = new RunSystemParts { Journal = journal, Artifacts = new NoArtifacts(), Handlers = [handler], Links = links };
        var cluster = new ClusterOptions { Address = links.BoundAddress, Lease = Lease, RenewEvery = Lease / 4 };
        var system = await RunSystem.Start(parts, new RunSystemOptions
        {
            Runtime = new RuntimeOptions { NodeName = name, Cluster = cluster },
            Runs = new Domain.Runs.State.RunSettings { Concurrency = 64 },
            LocalAttempts = localAttempts,
            ShutdownGrace = TimeSpan.Zero,
        });
        return new BenchNode(journal, links, system);
    }

    /// <summary>Waits until so many nodes have about their share of the shards, and none has moved for two seconds.</summary>
    public async Task Share(int nodes)
    {
        IReadOnlyList<ShardRecord> before = [];
        var began = TimeProvider.System.GetTimestamp();
        // Nobody tells when nothing happens any more: the table is looked at.
        for (var still = 0; still < 20; await Task.Delay(100))
        {
            if (TimeProvider.System.GetElapsedTime(began) > ShareWithin)
                throw new TimeoutException($"{nodes} nodes did not share the shards within {ShareWithin.TotalSeconds} s.");
            var now = await _journal.Shards(CancellationToken.None);
            var shares = now.GroupBy(shard => shard.Owner).ToList();
            var isShared = shares.Count == nodes && shares.All(share => share.Key != 0 && share.Count() > now.Count / nodes / 2);
            still = isShared && now.SequenceEqual(before) ? still + 1 : 0;
            before = now;
        }
    }

    /// <summary>New ids of runs that live on a node.</summary>
    /// <param name="incarnation">The life of the node.</param>
    /// <param name="count">How many.</param>
    public async Task<IReadOnlyList<RunId>> RunsOf(long incarnation, int count)
    {
        var owners = (await _journal.Shards(CancellationToken.None)).ToDictionary(shard => shard.Shard, shard => shard.Owner);
        return [.. Candidates().Where(run => owners[Sharding.ShardOf(new EntityId("run", run.Value), _journal.ShardCount)] == incarnation).Take(count)];
    }

    public async ValueTask DisposeAsync()
    {
        await System.Shutdown();
        await _links.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private static IEnumerable<RunId> Candidates()
    {
        while (true)
            yield return RunId.Parse(Guid.NewGuid().ToString("n"));
    }
}
