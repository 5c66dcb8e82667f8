using System.Globalization;
using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Runtime.Entities;
using Runs.Steps.Models;
using Runs.TestKit.Artifacts;
using Runs.TestKit.Journal;
using Runs.TestKit.Links;
using Runs.TestKit.Nodes;
using Runs.TestKit.Simulation;

namespace Runs.Actors.Tests.Cluster;

/// <summary>Some run systems over one journal and one network, on virtual time.</summary>
internal sealed class SystemCluster
{
    public const int Shards = 32;

    private int _lastId;

    public SystemCluster(ulong seed = 1)
    {
        Kernel = new SimulationKernel(seed);
        Journal = new SimulatedJournal(Kernel, Shards);
        Network = new SimulatedNetwork(Kernel);
        Nodes = [new(this, "a"), new(this, "b"), new(this, "c")];
    }

    public SimulationKernel Kernel { get; }

    public SimulatedJournal Journal { get; }

    public SimulatedNetwork Network { get; }

    public MemoryArtifactStore Artifacts { get; } = new();

    public IReadOnlyList<SystemNode> Nodes { get; }

    public SystemNode A => Nodes[0];

    public SystemNode B => Nodes[1];

    public SystemNode C => Nodes[2];

    /// <summary>Below how many attempts new runs live on the node that is asked.</summary>
    public int LocalAttempts { get; init; } = 64;

    /// <summary>The models that agents name.</summary>
    public IReadOnlyList<ScriptedModel> Models { get; init; } = [];

    /// <summary>What processes do, given the clock of their node.</summary>
    public Func<TimeProvider, AttemptRequest, IAttemptOutput, AttemptStop, ValueTask<AttemptOutcome>> Process { get; init; } =
        (_, _, _, _) => ValueTask.FromResult(DelegateHandler.Done("done"));

    /// <summary>Starts the first nodes, lets them share the shards, and runs a scenario.</summary>
    public void Run(Func<Task> scenario, int nodes = 3) => Kernel.Run(async () =>
    {
        foreach (var node in Nodes.Take(nodes))
            node.Start();
        await Settled(nodes);
        await scenario();
    });

    /// <summary>Waits until so many nodes own all shards, and know it of each other.</summary>
    public async Task Settled(int nodes)
    {
        await Until(() => Nodes.Count(node => node.Owned > 0) == nodes && Nodes.Sum(node => node.Owned) == Shards, $"{nodes} nodes own all shards");
        await Pass(TimeSpan.FromSeconds(10));
        Nodes.Sum(node => node.Owned).ShouldBe(Shards);
    }

    /// <summary>Lets virtual time pass until something holds.</summary>
    public async Task Until(Func<bool> holds, string what, TimeSpan? within = null)
    {
        var deadline = Kernel.Now + (within ?? TimeSpan.FromMinutes(5));
        while (!holds())
        {
            Kernel.Now.ShouldBeLessThan(deadline, $"{what}: it never happened ({string.Join(", ", Nodes.Select(node => $"{node.Name} {node.Owned}"))})");
            await Pass(TimeSpan.FromMilliseconds(20));
        }
    }

    public Task Pass(TimeSpan time) => Task.Delay(time, Kernel.World.Time);

    public string NewId() => "id-" + (++_lastId).ToString(CultureInfo.InvariantCulture);

    /// <summary>Which node owns a run by the table.</summary>
    public async Task<SystemNode?> OwnerOf(RunId run)
    {
        var owner = (await Journal.Shards(default))[Sharding.ShardOf(RunEntity.Of(run), Shards)].Owner;
        return Nodes.FirstOrDefault(node => node.System?.Incarnation == owner);
    }

    /// <summary>A run of a node, prepared.</summary>
    public async Task<RunId> Prepare(SystemNode owner, TestStrategy strategy)
    {
        while (true)
        {
            var run = RunId.Parse("run-" + (++_lastId).ToString(CultureInfo.InvariantCulture));
            if (await OwnerOf(run) != owner)
                continue;
            (await owner.Call(system => system.Prepare(strategy.RequestFor(run)))).Require();
            return run;
        }
    }

    /// <summary>A run of a node, prepared and started.</summary>
    public async Task<RunId> Start(SystemNode owner, TestStrategy strategy)
    {
        var run = await Prepare(owner, strategy);
        (await owner.Call(system => system.Start(run, "go"))).Require();
        return run;
    }
}
