using System.Globalization;
using Runs.Actors.Attempts;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Runtime.Journal;
using Runs.TestKit.Artifacts;
using Runs.TestKit.Journal;
using Runs.TestKit.Links;
using Runs.TestKit.Simulation;

namespace Runs.Actors.Tests.Clusters;

/// <summary>
/// Several nodes on virtual time, one journal of a single shard, and wires between the nodes. Of the nodes that are up, <c>west</c> gets the
/// shard before <c>south</c>, and <c>south</c> before <c>north</c>. There is one run, whose processes do what the test says.
/// </summary>
internal sealed class Cluster
{
    public static readonly RunId Run = RunId.Parse("run-1");

    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    private readonly Func<string, TimeProvider, AttemptRequest, AttemptStop, ValueTask<AttemptOutcome>> _work;
    private readonly MemoryArtifactStore _artifacts = new();
    private readonly List<ClusterNode> _nodes = [];
    private int _lastId;

    public Cluster(Func<string, TimeProvider, AttemptRequest, AttemptStop, ValueTask<AttemptOutcome>> work, ulong seed = 1)
    {
        _work = work;
        Kernel = new SimulationKernel(seed);
        Journal = new SimulatedJournal(Kernel, shardCount: 1);
        Network = new SimulatedNetwork(Kernel);
    }

    public SimulationKernel Kernel { get; }

    public SimulatedJournal Journal { get; }

    public SimulatedNetwork Network { get; }

    /// <summary>The name of the node that owns the shard; empty for none.</summary>
    public string Owner
    {
        get
        {
            var store = (IJournalStore)Journal.Contents;
            var owner = Done(store.Shards(CancellationToken.None))[0].Owner;
            return Done(store.Nodes(CancellationToken.None)).FirstOrDefault(node => node.Incarnation.Number == owner)?.Incarnation.Node ?? "";
        }
    }

    /// <summary>The run, as the journal has it.</summary>
    public RunState State => Head() is { } head ? Done(new RunStates(Journal.Contents).At(Run, head.LastSeq, CancellationToken.None)).State : RunState.Of(Run);

    /// <summary>The run's events.</summary>
    public IReadOnlyList<RunEvent> Events => Head() is { } head
        ? [.. Done(Journal.Contents.Read(head.StreamKey, 0, int.MaxValue, CancellationToken.None)).SelectMany(append => RunEventCodec.Decode(append.Data))]
        : [];

    /// <summary>Starts a node, or its next life, and waits until it takes commands.</summary>
    public ClusterNode Start(string name)
    {
        var process = Kernel.NewContext(name);
        var node = new ClusterNode(
            name,
            process,
            new RunSystemParts
            {
                Journal = Journal,
                Artifacts = _artifacts,
                Links = Network.Connect(process),
                Handlers = [new DelegateHandler(PlanAgentKind.Process, (request, _, stop) => _work(name, process.Time, request, stop))],
                Time = process.Time,
            },
            () => "id-" + (++_lastId).ToString(CultureInfo.InvariantCulture));
        _nodes.Add(node);
        node.Start();
        Until(() => node.System is not null, $"{name} to start");
        return node;
    }

    /// <summary>Starts a node that gets the shard, and waits until it has it.</summary>
    public ClusterNode Move(string to)
    {
        var node = Start(to);
        Until(() => Owner == to, $"{to} to own the shard");
        return node;
    }

    /// <summary>Shuts a node down in good order.</summary>
    public void Shutdown(ClusterNode node)
    {
        Ask(node, async system =>
        {
            await system.Shutdown();
            return true;
        });
        node.Crash();
    }

    /// <summary>Starts the run, a graph of these steps.</summary>
    public void Begin(ClusterNode node, string steps)
    {
        var text = $$$$"""
            {"name":"Test","version":"1",
             "agents":{"once":{"type":"process","config":{"command":"once"}},"again":{"type":"process","config":{"command":"again","replay":"safe"}}},
             "flow":{"name":"Main","type":"graph","steps":[{{{{steps}}}}]}}
            """;
        var strategy = StrategyReader.Read(text, StrategyFormat.Json).Value;
        Ask(node, system => system.Prepare(new PrepareRequest { Run = Run, Strategy = strategy })).Require();
        Ask(node, system => system.Start(Run)).Require();
    }

    /// <summary>Lets virtual time pass.</summary>
    public void Advance(TimeSpan time) => Kernel.Run(() => Task.Delay(time, Kernel.World.Time), long.MaxValue);

    /// <summary>Asks a node something.</summary>
    public T Ask<T>(ClusterNode node, Func<RunSystem, ValueTask<T>> question)
    {
        Task<T>? answer = null;
        Kernel.World.Start(async () =>
        {
            answer = node.Call(question);
            await answer;
        });
        Until(() => answer is { IsCompleted: true }, "an answer");
        return answer!.GetAwaiter().GetResult();
    }

    /// <summary>Lets everything happen until the run has ended.</summary>
    public void UntilEnded() => Until(() => State.Status.IsTerminal(), "the end of the run");

    /// <summary>Lets everything happen until the condition holds.</summary>
    public void Until(Func<bool> condition, string what)
    {
        var met = new TaskCompletionSource();
        Kernel.BeforeStep = () =>
        {
            if (!met.Task.IsCompleted && condition())
                met.SetResult();
        };
        try
        {
            Kernel.Run(() => Task.WhenAny(met.Task, Task.Delay(Patience, Kernel.World.Time)), long.MaxValue);
        }
        finally
        {
            Kernel.BeforeStep = null;
        }

        if (!met.Task.IsCompleted)
            throw new TimeoutException($"Waited {Patience} of virtual time for {what}. {Owner} owns the shard; {Run} is {State.Status}: {string.Join(", ", Events.Select(raised => raised.Type))}");
    }

    private StreamHead? Head() => Done(Journal.Contents.Find(RunEntity.Of(Run), CancellationToken.None));

    /// <summary>What is in memory is there at once.</summary>
    private static T Done<T>(ValueTask<T> read) => read.AsTask().GetAwaiter().GetResult();
}
