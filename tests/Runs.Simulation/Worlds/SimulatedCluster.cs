using System.Globalization;
using Runs.Runtime.Journal.Memory;
using Runs.Simulation.Plants;
using Runs.Simulation.Recording;
using Runs.Simulation.Strategies;
using Runs.TestKit.Artifacts;
using Runs.TestKit.Journal;
using Runs.TestKit.Links;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Worlds;

/// <summary>Some nodes, and what they share: a journal, an artifact store, and the wires between them.</summary>
internal sealed class SimulatedCluster
{
    public SimulatedCluster(SimulationKernel kernel, int nodes, WorldTrace trace, PlantedParts parts)
    {
        (Kernel, Trace, Parts) = (kernel, trace, parts);
        Random = kernel.Random.Fork();
        Store = new RecordingStore(new MemoryJournalStore(shardCount: Random.Next(1, 2 + (3 * nodes)), kernel.World.Time));
        Journal = new SimulatedJournal(kernel, parts.Store(Store));
        Limits = new SimulatedLimits(Random.Fork());
        Network = new SimulatedNetwork(kernel);
        Nodes = [.. Enumerable.Range(1, nodes).Select(number => new SimulatedNode(this, "n" + number.ToString(CultureInfo.InvariantCulture)))];
        trace.Follow(Journal);
    }

    public SimulationKernel Kernel { get; }

    public WorldTrace Trace { get; }

    /// <summary>What is on the other side of the journal's wire, with a record of everything.</summary>
    public RecordingStore Store { get; }

    public SimulatedJournal Journal { get; }

    /// <summary>What runs and steps wait for.</summary>
    public SimulatedLimits Limits { get; }

    public SimulatedNetwork Network { get; }

    public MemoryArtifactStore Artifacts { get; } = new();

    /// <summary>Who remembers what everybody saw.</summary>
    public Witness Witness { get; } = new();

    /// <summary>The parts that a bug may be planted in.</summary>
    public PlantedParts Parts { get; }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    /// <summary>Whether handlers do well from now on.</summary>
    public bool IsKind { get; set; }

    /// <summary>How long others wait for a node before they take its shards.</summary>
    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(12);

    /// <summary>For what is drawn once, when the world is made.</summary>
    private SeededRandom Random { get; }

    /// <summary>Any node that has started; <see langword="null"/> when there is none.</summary>
    public SimulatedNode? Any(SeededRandom random)
    {
        var up = Nodes.Where(node => node.System is not null).ToList();
        return up.Count == 0 ? null : random.Pick(up);
    }

    public Task Pass(TimeSpan time) => Task.Delay(time, Kernel.World.Time);
}
