using Runs.Actors;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Runtime.Cells;
using Runs.Runtime.Lanes;
using Runs.Runtime.Links;
using Runs.Runtime.Nodes;
using Runs.Simulation.Handlers;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Worlds;

/// <summary>What a node is made of at each of its starts: small limits, so that they are met.</summary>
internal sealed class SimulatedNodeOptions(SimulatedCluster cluster, string name, SeededRandom random)
{
    /// <summary>What the node draws from.</summary>
    public SeededRandom Random => random;

    public RunSystemParts Parts(SimulationContext process) => new()
    {
        Journal = cluster.Journal,
        Artifacts = cluster.Artifacts,
        Links = cluster.Nodes.Count == 1 ? NoLinks.Instance : cluster.Network.Connect(process),
        Handlers = [Handler(PlanAgentKind.Llm, process), Handler(PlanAgentKind.Process, process)],
        Time = process.Time,
    };

    public RunSystemOptions Next()
    {
        var ids = random.Fork();
        return new RunSystemOptions
        {
            NewId = () => $"{ids.NextBits():x16}",
            LaneThread = false,
            BaseDirectory = "/sim",
            // Runs of everybody everywhere are the harder case.
            LocalAttempts = 0,
            UnreachableGrace = TimeSpan.FromSeconds(random.Next(5, 40)),
            Admission = cluster.Parts.Rules(cluster.Limits.Rules),
            Runs = new RunSettings { Concurrency = random.Next(1, 4), ModelTimeout = TimeSpan.FromMinutes(3), ProcessTimeout = TimeSpan.FromMinutes(3), MaxRecoveries = 4 },
            Runtime = new RuntimeOptions
            {
                NodeName = name,
                Cluster = cluster.Nodes.Count == 1 ? new ClusterOptions() : new ClusterOptions
                {
                    Address = name,
                    Lease = cluster.Lease,
                    LookEvery = TimeSpan.FromSeconds(random.Next(1, 3)),
                    HandOffDeadline = TimeSpan.FromSeconds(random.Next(1, 15)),
                    FirstClaims = random.Next(1, 4),
                    MoveAtOnce = random.Next(1, 4),
                },
                Cells = new CellOptions
                {
                    PassivateAfter = TimeSpan.FromSeconds(random.Next(1, 20)),
                    MailboxCapacity = random.Next(2, 16),
                    TurnBatch = random.Next(1, 16),
                    RecoveryConcurrency = random.Next(1, 4),
                    RecoveryPageBytes = random.Next(1, 4000),
                },
                Lane = new LaneOptions { MaxBatch = random.Next(1, 16), Deadline = TimeSpan.FromSeconds(20) },
            },
        };
    }

    private IStepHandler Handler(PlanAgentKind kind, SimulationContext process) =>
        cluster.Parts.Handler(new SimulatedHandler(kind, random.Fork(), process, cluster));
}
